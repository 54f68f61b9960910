<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Parts</name>
    <message>
        <source>Type the word “%1” to confirm.</source>
        <translation>Escriba la palabra «%1» para confirmar.</translation>
    </message>
    <message>
        <source>The word that confirms</source>
        <translation>La palabra de confirmación</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>No security key is plugged in.</source>
        <translation>No hay ninguna llave de seguridad conectada.</translation>
    </message>
    <message>
        <source>Plug in your key, or choose another way to unlock.</source>
        <translation>Conecte su llave o elija otra forma de desbloquear.</translation>
    </message>
    <message>
        <source>This security key was not set up for you here.</source>
        <translation>Esta llave de seguridad no se configuró aquí para usted.</translation>
    </message>
    <message>
        <source>The security key did not answer.</source>
        <translation>La llave de seguridad no respondió.</translation>
    </message>
    <message>
        <source>Plug it in, try again, and touch it when it blinks.</source>
        <translation>Conéctela, inténtelo de nuevo y tóquela cuando parpadee.</translation>
    </message>
    <message>
        <source>The security key asks for its PIN.</source>
        <translation>La llave de seguridad pide su PIN.</translation>
    </message>
    <message>
        <source>Check the PIN of the key, then try again.</source>
        <translation>Compruebe el PIN de la llave e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The security chip of this laptop cannot be reached.</source>
        <translation>No se puede acceder al chip de seguridad de este portátil.</translation>
    </message>
    <message>
        <source>Choose another way to unlock, or ask your supervisor.</source>
        <translation>Elija otra forma de desbloquear o pregunte a su supervisor.</translation>
    </message>
    <message>
        <source>This disk was set up in another laptop.</source>
        <translation>Este disco se configuró en otro portátil.</translation>
    </message>
    <message>
        <source>The device cannot do what was asked of it.</source>
        <translation>El dispositivo no puede hacer lo que se le pidió.</translation>
    </message>
    <message>
        <source>The six digits of your phone are needed, and these are not they.</source>
        <translation>Se necesitan los seis dígitos de su teléfono, y no son estos.</translation>
    </message>
    <message>
        <source>Type the digits that the phone shows now. Its clock must be right.</source>
        <translation>Escriba los dígitos que el teléfono muestra ahora. Su reloj debe estar en hora.</translation>
    </message>
    <message>
        <source>These six digits were used already.</source>
        <translation>Estos seis dígitos ya se usaron.</translation>
    </message>
    <message>
        <source>Wait until the phone shows the next ones.</source>
        <translation>Espere a que el teléfono muestre los siguientes.</translation>
    </message>
    <message>
        <source>The passphrase alone does not open this.</source>
        <translation>La frase de acceso sola no abre esto.</translation>
    </message>
    <message>
        <source>Use your security key, this laptop's chip or a printed code.</source>
        <translation>Use su llave de seguridad, el chip de este portátil o un código impreso.</translation>
    </message>
    <message>
        <source>That is not the passphrase.</source>
        <translation>Esa no es la frase de acceso.</translation>
    </message>
    <message>
        <source>Check the keyboard's language and Caps Lock, then type it again.</source>
        <translation>Compruebe el idioma del teclado y el bloqueo de mayúsculas, y escríbala de nuevo.</translation>
    </message>
    <message>
        <source>There were too many tries.</source>
        <translation>Ha habido demasiados intentos.</translation>
    </message>
    <message>
        <source>Wait until the time shown, then try again.</source>
        <translation>Espere hasta la hora indicada y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>This name is blocked after 20 wrong tries.</source>
        <translation>Este nombre está bloqueado tras 20 intentos fallidos.</translation>
    </message>
    <message>
        <source>Ask your supervisor to let you in again.</source>
        <translation>Pida a su responsable que le vuelva a dar acceso.</translation>
    </message>
    <message>
        <source>This name is not known here.</source>
        <translation>Este nombre no se conoce aquí.</translation>
    </message>
    <message>
        <source>Choose another name, or ask your administrator.</source>
        <translation>Elija otro nombre o pregunte a su administrador.</translation>
    </message>
    <message>
        <source>This passphrase is too easy to guess.</source>
        <translation>Esta frase de acceso es demasiado fácil de adivinar.</translation>
    </message>
    <message>
        <source>Use at least 15 characters; a few unusual words are best.</source>
        <translation>Use al menos 15 caracteres; lo mejor son unas pocas palabras poco comunes.</translation>
    </message>
    <message>
        <source>A backup of this station could not be written or read.</source>
        <translation>No se pudo escribir o leer una copia de seguridad de esta estación.</translation>
    </message>
    <message>
        <source>This station came back from a backup and has not synced since.</source>
        <translation>Esta estación volvió de una copia de seguridad y no se ha sincronizado desde entonces.</translation>
    </message>
    <message>
        <source>Sync first; then a shift can be opened.</source>
        <translation>Sincronice primero; después se puede abrir un turno.</translation>
    </message>
    <message>
        <source>This laptop is not a station yet.</source>
        <translation>Este portátil todavía no es una estación.</translation>
    </message>
    <message>
        <source>Ask your administrator to enrol it.</source>
        <translation>Pida a su administrador que lo inscriba.</translation>
    </message>
    <message>
        <source>This laptop has asked to become a station and is not approved yet.</source>
        <translation>Este portátil ha pedido ser una estación y todavía no está aprobado.</translation>
    </message>
    <message>
        <source>Ask your administrator to approve it.</source>
        <translation>Pida a su administrador que lo apruebe.</translation>
    </message>
    <message>
        <source>A file of this station is damaged.</source>
        <translation>Un archivo de esta estación está dañado.</translation>
    </message>
    <message>
        <source>Do not change anything in its folder. Tell your administrator.</source>
        <translation>No cambie nada en su carpeta. Avise a su administrador.</translation>
    </message>
    <message>
        <source>This was written by a newer version of Limen.</source>
        <translation>Esto lo escribió una versión más reciente de Limen.</translation>
    </message>
    <message>
        <source>Update Limen on this laptop.</source>
        <translation>Actualice Limen en este portátil.</translation>
    </message>
    <message>
        <source>The records file does not belong to this station.</source>
        <translation>El archivo de registros no pertenece a esta estación.</translation>
    </message>
    <message>
        <source>The disk of this laptop is full.</source>
        <translation>El disco de este portátil está lleno.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Libere espacio y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>The disk did not take what was written.</source>
        <translation>El disco no aceptó lo que se escribió.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, tell your administrator.</source>
        <translation>Inténtelo de nuevo. Si vuelve a ocurrir, avise a su administrador.</translation>
    </message>
    <message>
        <source>Another program is using the records file.</source>
        <translation>Otro programa está usando el archivo de registros.</translation>
    </message>
    <message>
        <source>Close it, then try again.</source>
        <translation>Ciérrelo y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>Ya no está ahí.</translation>
    </message>
    <message>
        <source>Go back to the list.</source>
        <translation>Vuelva a la lista.</translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation>No hay ningún turno abierto.</translation>
    </message>
    <message>
        <source>Open a shift on the Shift page.</source>
        <translation>Abra un turno en la página Turno.</translation>
    </message>
    <message>
        <source>A shift is open already.</source>
        <translation>Ya hay un turno abierto.</translation>
    </message>
    <message>
        <source>Close it first.</source>
        <translation>Ciérrelo primero.</translation>
    </message>
    <message>
        <source>This station has no programme to work with.</source>
        <translation>Esta estación no tiene ningún programa.</translation>
    </message>
    <message>
        <source>Sync to receive one, or ask your administrator.</source>
        <translation>Sincronice para recibir uno o pregunte a su administrador.</translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation>Su función no permite hacer esto.</translation>
    </message>
    <message>
        <source>This station was wiped by the order of two people.</source>
        <translation>Esta estación fue borrada por orden de dos personas.</translation>
    </message>
    <message>
        <source>Its records are no longer on this laptop. Ask your administrator.</source>
        <translation>Sus registros ya no están en este portátil. Consulte a su administrador.</translation>
    </message>
    <message>
        <source>This station has not heard from the server for too long, so no record is opened.</source>
        <translation>Esta estación lleva demasiado tiempo sin contacto con el servidor; no se abre ningún registro.</translation>
    </message>
    <message>
        <source>Sync, and they open again. New records can be taken meanwhile.</source>
        <translation>Sincronice y volverán a abrirse. Mientras tanto se pueden tomar registros nuevos.</translation>
    </message>
    <message>
        <source>This passphrase was given to you to be changed.</source>
        <translation>Le dieron esta frase de acceso para que la cambie.</translation>
    </message>
    <message>
        <source>Choose one of your own that nobody else knows.</source>
        <translation>Elija una propia que nadie más conozca.</translation>
    </message>
    <message>
        <source>Somebody else's shift is open on this laptop.</source>
        <translation>En este portátil está abierto el turno de otra persona.</translation>
    </message>
    <message>
        <source>They can close it, or a supervisor can end it. You can read and sync meanwhile.</source>
        <translation>Puede cerrarlo esa persona, o terminarlo un supervisor. Mientras tanto puede leer y sincronizar.</translation>
    </message>
    <message>
        <source>This needs your passphrase again.</source>
        <translation>Para esto hace falta su frase de acceso otra vez.</translation>
    </message>
    <message>
        <source>Type it, then repeat what you were doing.</source>
        <translation>Escríbala y repita lo que estaba haciendo.</translation>
    </message>
    <message>
        <source>This needs a second person.</source>
        <translation>Para esto hace falta una segunda persona.</translation>
    </message>
    <message>
        <source>Ask a supervisor of this station to confirm it with their own passphrase.</source>
        <translation>Pida a un supervisor de esta estación que lo confirme con su propia frase de acceso.</translation>
    </message>
    <message>
        <source>The request is no longer valid.</source>
        <translation>La solicitud ya no es válida.</translation>
    </message>
    <message>
        <source>Ask for it again.</source>
        <translation>Solicítelo de nuevo.</translation>
    </message>
    <message>
        <source>Ask your supervisor.</source>
        <translation>Pregunte a su responsable.</translation>
    </message>
    <message>
        <source>A part of this cannot be opened here.</source>
        <translation>Una parte de esto no se puede abrir aquí.</translation>
    </message>
    <message>
        <source>If it should be readable for you, tell your administrator.</source>
        <translation>Si usted debería poder leerla, avise a su administrador.</translation>
    </message>
    <message>
        <source>It is larger than Limen accepts.</source>
        <translation>Es más grande de lo que Limen acepta.</translation>
    </message>
    <message>
        <source>Shorten the longest answers, then try again.</source>
        <translation>Acorte las respuestas más largas y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>An answer does not fit its question.</source>
        <translation>Una respuesta no corresponde a su pregunta.</translation>
    </message>
    <message>
        <source>Go through the questions that are marked.</source>
        <translation>Revise las preguntas señaladas.</translation>
    </message>
    <message>
        <source>A programme was refused, because it is damaged or not signed as it must be.</source>
        <translation>Se rechazó un programa porque está dañado o no lleva la firma debida.</translation>
    </message>
    <message>
        <source>The one you have stays in use. Tell your administrator.</source>
        <translation>El que tiene sigue en uso. Avise a su administrador.</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>No se puede llegar al servidor.</translation>
    </message>
    <message>
        <source>Check the network, then sync again. You can go on working without it.</source>
        <translation>Compruebe la red y sincronice de nuevo. Puede seguir trabajando sin él.</translation>
    </message>
    <message>
        <source>Something answered that is not our server.</source>
        <translation>Ha respondido algo que no es nuestro servidor.</translation>
    </message>
    <message>
        <source>Use another network and tell your administrator.</source>
        <translation>Use otra red y avise a su administrador.</translation>
    </message>
    <message>
        <source>The server did not accept this station.</source>
        <translation>El servidor no aceptó esta estación.</translation>
    </message>
    <message>
        <source>Ask your administrator whether it is still enrolled.</source>
        <translation>Pregunte a su administrador si sigue inscrita.</translation>
    </message>
    <message>
        <source>The connection was cut.</source>
        <translation>La conexión se cortó.</translation>
    </message>
    <message>
        <source>Sync again: it goes on where it stopped.</source>
        <translation>Sincronice de nuevo: continúa donde se detuvo.</translation>
    </message>
    <message>
        <source>The sync was cancelled.</source>
        <translation>La sincronización se canceló.</translation>
    </message>
    <message>
        <source>Sync again when it suits you: it goes on where it stopped.</source>
        <translation>Sincronice cuando le convenga: continúa donde se detuvo.</translation>
    </message>
    <message>
        <source>The server took too long to answer.</source>
        <translation>El servidor tardó demasiado en responder.</translation>
    </message>
    <message>
        <source>Sync again later: it goes on where it stopped.</source>
        <translation>Sincronice más tarde: continúa donde se detuvo.</translation>
    </message>
    <message>
        <source>Something that came from the server is damaged and was not taken.</source>
        <translation>Algo que llegó del servidor está dañado y no se tomó.</translation>
    </message>
    <message>
        <source>Sync again. If it happens again, tell your administrator.</source>
        <translation>Sincronice de nuevo. Si vuelve a ocurrir, avise a su administrador.</translation>
    </message>
    <message>
        <source>A file of the organisation is damaged or not signed as it must be.</source>
        <translation>Un archivo de la organización está dañado o no lleva la firma debida.</translation>
    </message>
    <message>
        <source>Tell your administrator.</source>
        <translation>Avise a su administrador.</translation>
    </message>
    <message>
        <source>The code was not accepted.</source>
        <translation>El código no fue aceptado.</translation>
    </message>
    <message>
        <source>Ask your administrator for a new one.</source>
        <translation>Pida uno nuevo a su administrador.</translation>
    </message>
    <message>
        <source>An administrator has not decided yet.</source>
        <translation>Un administrador todavía no ha decidido.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Inténtelo más tarde.</translation>
    </message>
    <message>
        <source>A part of Limen has ended unexpectedly.</source>
        <translation>Una parte de Limen terminó de forma inesperada.</translation>
    </message>
    <message>
        <source>Lock, then unlock again.</source>
        <translation>Bloquee y vuelva a desbloquear.</translation>
    </message>
    <message>
        <source>It is there already.</source>
        <translation>Ya está ahí.</translation>
    </message>
    <message>
        <source>Nothing more is needed.</source>
        <translation>No hace falta nada más.</translation>
    </message>
    <message>
        <source>The programme has no such question.</source>
        <translation>El programa no tiene esa pregunta.</translation>
    </message>
    <message>
        <source>Nothing was opened and nothing was changed.</source>
        <translation>No se abrió ni se cambió nada.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>No se cambió nada.</translation>
    </message>
    <message>
        <source>No record was started.</source>
        <translation>No se empezó ningún registro.</translation>
    </message>
    <message>
        <source>Your last answers are on the screen but not on the disk yet; everything before them is kept.</source>
        <translation>Sus últimas respuestas están en la pantalla pero aún no en el disco; todo lo anterior se conserva.</translation>
    </message>
    <message>
        <source>The record is not finished; all its answers are kept as a draft.</source>
        <translation>El registro no está terminado; todas sus respuestas se conservan como borrador.</translation>
    </message>
    <message>
        <source>The draft is still there.</source>
        <translation>El borrador sigue ahí.</translation>
    </message>
    <message>
        <source>The records are not touched.</source>
        <translation>Los registros están intactos.</translation>
    </message>
    <message>
        <source>The record is not touched.</source>
        <translation>El registro está intacto.</translation>
    </message>
    <message>
        <source>Every record is kept on this laptop, and what the server confirmed stays confirmed.</source>
        <translation>Todos los registros se conservan en este portátil, y lo que el servidor confirmó sigue confirmado.</translation>
    </message>
    <message>
        <source>The shift is as it was.</source>
        <translation>El turno está como estaba.</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Algo salió mal.</translation>
    </message>
    <message>
        <source>The server refused a part of what was sent.</source>
        <translation>El servidor rechazó una parte de lo enviado.</translation>
    </message>
    <message>
        <source>This station and the server do not hold the same records.</source>
        <translation>Esta estación y el servidor no tienen los mismos registros.</translation>
    </message>
    <message>
        <source>The sync stopped before the end.</source>
        <translation>La sincronización se detuvo antes del final.</translation>
    </message>
    <message>
        <source>Enter a whole number in digits, such as 4</source>
        <translation>Escriba un número entero en cifras, por ejemplo 4</translation>
    </message>
    <message>
        <source>Enter a number in digits, such as 2.5</source>
        <translation>Escriba un número en cifras, por ejemplo 2.5</translation>
    </message>
    <message>
        <source>Enter a real date: day, month and a year of four digits</source>
        <translation>Escriba una fecha real: día, mes y año de cuatro cifras</translation>
    </message>
    <message>
        <source>Enter latitude and longitude in degrees, such as 36.82 and 10.17</source>
        <translation>Escriba la latitud y la longitud en grados, por ejemplo 36.82 y 10.17</translation>
    </message>
    <message>
        <source>Enter an answer that fits the question</source>
        <translation>Escriba una respuesta que corresponda a la pregunta</translation>
    </message>
    <message>
        <source>This answer is not possible here. Check it</source>
        <translation>Esta respuesta no es posible aquí. Compruébela</translation>
    </message>
    <message>
        <source>Choose one answer</source>
        <translation>Elija una respuesta</translation>
    </message>
    <message>
        <source>Choose at least one answer</source>
        <translation>Elija al menos una respuesta</translation>
    </message>
    <message>
        <source>Enter a number</source>
        <translation>Escriba un número</translation>
    </message>
    <message>
        <source>Enter a date</source>
        <translation>Escriba una fecha</translation>
    </message>
    <message>
        <source>Enter a place: latitude and longitude</source>
        <translation>Escriba un lugar: latitud y longitud</translation>
    </message>
    <message>
        <source>Enter an answer</source>
        <translation>Escriba una respuesta</translation>
    </message>
    <message>
        <source>Enter a year of four digits</source>
        <translation>Escriba un año de cuatro cifras</translation>
    </message>
    <message>
        <source>Enter a month and a year of four digits</source>
        <translation>Escriba un mes y un año de cuatro cifras</translation>
    </message>
    <message>
        <source>Enter a time of day: an hour up to 23 and a minute up to 59</source>
        <translation>Escriba una hora: hasta 23 para la hora y hasta 59 para los minutos</translation>
    </message>
    <message>
        <source>Enter a real date with a year of four digits, and a time of day</source>
        <translation>Escriba una fecha real con un año de cuatro cifras, y una hora</translation>
    </message>
    <message>
        <source>Enter latitude and longitude of every point in degrees, such as 36.82 and 10.17</source>
        <translation>Escriba la latitud y la longitud de cada punto en grados, por ejemplo 36.82 y 10.17</translation>
    </message>
    <message>
        <source>Put the lines in order, or say that their order is right</source>
        <translation>Ordene las líneas o diga que el orden es correcto</translation>
    </message>
    <message>
        <source>Confirm this to go on</source>
        <translation>Confirme para continuar</translation>
    </message>
    <message>
        <source>Enter a time of day</source>
        <translation>Escriba una hora</translation>
    </message>
    <message>
        <source>Enter a date and a time of day</source>
        <translation>Escriba una fecha y una hora</translation>
    </message>
    <message>
        <source>Enter at least two points</source>
        <translation>Escriba al menos dos puntos</translation>
    </message>
    <message>
        <source>Enter at least three points</source>
        <translation>Escriba al menos tres puntos</translation>
    </message>
    <message>
        <source>This person cannot take drafts at this laptop.</source>
        <translation>Esta persona no puede recibir borradores en este portátil.</translation>
    </message>
    <message>
        <source>Choose somebody who takes records here and has unlocked it before.</source>
        <translation>Elija a alguien que tome registros aquí y que ya lo haya desbloqueado.</translation>
    </message>
    <message>
        <source>Drafts are not decided on yet.</source>
        <translation>Aún no se ha decidido sobre algunos borradores.</translation>
    </message>
    <message>
        <source>Finish, seal, hand over or discard each of them, then close the shift.</source>
        <translation>Termine, selle, entregue o descarte cada uno y después cierre el turno.</translation>
    </message>
    <message>
        <source>The record is as it was.</source>
        <translation>El registro está como estaba.</translation>
    </message>
    <message>
        <source>Nobody's access was changed.</source>
        <translation>No se cambió el acceso de nadie.</translation>
    </message>
    <message>
        <source>Nothing was done yet.</source>
        <translation>Todavía no se hizo nada.</translation>
    </message>
    <message>
        <source>The server knows another log of this station: this laptop's store is an older copy, or there are two.</source>
        <translation>El servidor conoce otro registro de actividad de esta estación: lo que hay en este portátil es una copia más antigua, o hay dos.</translation>
    </message>
    <message>
        <source>Begin no new record here. Tell your administrator now.</source>
        <translation>No empiece ningún registro nuevo aquí. Avise ahora a su administrador.</translation>
    </message>
    <message>
        <source>No backup was made.</source>
        <translation>No se hizo ninguna copia de seguridad.</translation>
    </message>
    <message>
        <source>Its stick or folder is not there; your work goes on.</source>
        <translation>Su memoria USB o su carpeta no está; su trabajo continúa.</translation>
    </message>
    <message>
        <source>Put the stick in: the next unlock or sync tries again.</source>
        <translation>Conecte la memoria: se intenta de nuevo al desbloquear o sincronizar.</translation>
    </message>
    <message>
        <source>Its stick or folder is full; your work goes on.</source>
        <translation>Su memoria USB o su carpeta está llena; su trabajo continúa.</translation>
    </message>
    <message>
        <source>Use another stick: the next unlock or sync tries again.</source>
        <translation>Use otra memoria: se intenta de nuevo al desbloquear o sincronizar.</translation>
    </message>
    <message>
        <source>It could not be written; your work goes on.</source>
        <translation>No se pudo escribir; su trabajo continúa.</translation>
    </message>
    <message>
        <source>This is no JPEG or PNG picture, or it is damaged.</source>
        <translation>No es una imagen JPEG ni PNG, o está dañada.</translation>
    </message>
    <message>
        <source>Choose another file, or take the picture again.</source>
        <translation>Elija otro archivo o haga la foto de nuevo.</translation>
    </message>
    <message>
        <source>This picture is larger than Limen keeps.</source>
        <translation>Esta imagen es mayor de lo que Limen guarda.</translation>
    </message>
    <message>
        <source>Take it again with fewer pixels.</source>
        <translation>Hágala de nuevo con menos píxeles.</translation>
    </message>
    <message>
        <source>The picture is not on this laptop yet.</source>
        <translation>La imagen aún no está en este portátil.</translation>
    </message>
    <message>
        <source>It comes with the next sync.</source>
        <translation>Llega con la próxima sincronización.</translation>
    </message>
    <message>
        <source>The picture is not as it was when it was sealed, and is not shown.</source>
        <translation>La imagen no está como cuando se selló y no se muestra.</translation>
    </message>
    <message>
        <source>This record holds as many pictures as it may.</source>
        <translation>Este registro ya tiene todas las imágenes que puede tener.</translation>
    </message>
    <message>
        <source>Finish it, or leave this picture out.</source>
        <translation>Termínelo o deje fuera esta imagen.</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Elija una imagen</translation>
    </message>
    <message>
        <source>This form cannot be finished here: it needs sound or film, and Limen keeps pictures only</source>
        <translation>Este formulario no se puede terminar aquí: necesita sonido o vídeo, y Limen solo guarda imágenes</translation>
    </message>
    <message>
        <source>The person was not told yet, or has not chosen yet.</source>
        <translation>Todavía no se ha informado a la persona, o aún no ha decidido.</translation>
    </message>
    <message>
        <source>The draft is kept as it is.</source>
        <translation>El borrador se conserva tal como está.</translation>
    </message>
    <message>
        <source>Go to Notice and consent and answer what is open there. You can also discard the draft.</source>
        <translation>Vaya a «Aviso y consentimiento» y responda lo que falta. También puede descartar el borrador.</translation>
    </message>
    <message>
        <source>The person did not agree to what this answer is for.</source>
        <translation>La persona no aceptó aquello para lo que sirve esta respuesta.</translation>
    </message>
    <message>
        <source>Ask them first. Their yes is corrected before the answer is.</source>
        <translation>Pregúntele primero. Su sí se corrige antes que la respuesta.</translation>
    </message>
    <message>
        <source>A file on the stick is damaged or cut short, and was not taken.</source>
        <translation>Un archivo de la memoria está dañado o cortado, y no se tomó.</translation>
    </message>
    <message>
        <source>Have it copied again, on another stick if need be.</source>
        <translation>Haga que lo copien de nuevo, en otra memoria si hace falta.</translation>
    </message>
    <message>
        <source>A file on the stick is not from our server, or not for this station, and was not taken.</source>
        <translation>Un archivo de la memoria no es de nuestro servidor, o no es para este puesto, y no se tomó.</translation>
    </message>
    <message>
        <source>Keep the stick and tell your administrator.</source>
        <translation>Guarde la memoria y avise a su administrador.</translation>
    </message>
    <message>
        <source>The answer on the stick no longer fits this laptop, and was not taken.</source>
        <translation>La respuesta de la memoria ya no corresponde a este portátil, y no se tomó.</translation>
    </message>
    <message>
        <source>Write to the stick again, and take the new answer.</source>
        <translation>Escriba de nuevo en la memoria, y tome la nueva respuesta.</translation>
    </message>
    <message>
        <source>A part of the answer is missing on the stick.</source>
        <translation>Falta una parte de la respuesta en la memoria.</translation>
    </message>
    <message>
        <source>Have all files of the answer brought together.</source>
        <translation>Haga que traigan juntos todos los archivos de la respuesta.</translation>
    </message>
    <message>
        <source>The stick or folder is not there.</source>
        <translation>La memoria o la carpeta no está.</translation>
    </message>
    <message>
        <source>Plug it in, then choose it again.</source>
        <translation>Conéctela y elíjala de nuevo.</translation>
    </message>
    <message>
        <source>This seems to hold an e-mail address. It belongs into a question of its own, or nowhere.</source>
        <translation>Parece contener una dirección de correo. Va en una pregunta propia, o en ninguna parte.</translation>
    </message>
    <message>
        <source>This seems to hold a telephone number. It belongs into a question of its own, or nowhere.</source>
        <translation>Parece contener un número de teléfono. Va en una pregunta propia, o en ninguna parte.</translation>
    </message>
    <message>
        <source>This seems to hold the number of a document. It belongs into a question of its own, or nowhere.</source>
        <translation>Parece contener el número de un documento. Va en una pregunta propia, o en ninguna parte.</translation>
    </message>
    <message>
        <source>This seems to hold a date, perhaps of birth. It belongs into a question of its own, or nowhere.</source>
        <translation>Parece contener una fecha, quizá de nacimiento. Va en una pregunta propia, o en ninguna parte.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>hace %1 s</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>hace %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>hace %1 h</translation>
    </message>
    <message>
        <source>%1 here, %2 confirmed</source>
        <translation>%1 aquí, %2 confirmados</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) here</source>
        <translation>
            <numerusform>%n registro aquí</numerusform>
            <numerusform>%n registros aquí</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 confirmed by the server</source>
        <translation>%1, %2 confirmados por el servidor</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>nadie todavía</translation>
    </message>
    <message>
        <source>Kept as it was answered.</source>
        <translation>Se guarda tal como se respondió.</translation>
    </message>
    <message>
        <source>Only the year is kept.</source>
        <translation>Solo se guarda el año.</translation>
    </message>
    <message>
        <source>Only an age band of %1 years is kept.</source>
        <translation>Solo se guarda un tramo de edad de %1 años.</translation>
    </message>
    <message>
        <source>Only the first letter is kept.</source>
        <translation>Solo se guarda la primera letra.</translation>
    </message>
    <message>
        <source>Kept rounded to steps of %1.</source>
        <translation>Se guarda redondeado en pasos de %1.</translation>
    </message>
    <message>
        <source>Only whether there was an answer is kept.</source>
        <translation>Solo se guarda si hubo respuesta.</translation>
    </message>
    <message>
        <source>Not kept: it is used while you ask, then dropped.</source>
        <translation>No se guarda: se usa durante la entrevista y luego se descarta.</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <comment>a question that is only confirmed</comment>
        <translation>Confirmado</translation>
    </message>
    <message>
        <source>Entered, not shown</source>
        <translation>Escrito, no se muestra</translation>
    </message>
    <message>
        <source>Picture, %1</source>
        <translation>Imagen, %1</translation>
    </message>
</context>
<context>
    <name>limen::FormPageView</name>
    <message>
        <source>Whether the answers are saved</source>
        <translation>Si las respuestas están guardadas</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Show in another language</source>
        <translation>Mostrar en otro idioma</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Todavía no guardado</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Guardando…</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Guardado %1</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <source>Finish record</source>
        <translation>Terminar registro</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Intro</translation>
    </message>
    <message>
        <source>%1, number %2</source>
        <translation>%1, número %2</translation>
    </message>
    <message>
        <source>Entered so far: %1. Add one more, or continue.</source>
        <translation>Introducidos hasta ahora: %1. Añada otro o continúe.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Change number %1</source>
        <translation>Cambiar el número %1</translation>
    </message>
    <message>
        <source>Remove number %1</source>
        <translation>Quitar el número %1</translation>
    </message>
    <message>
        <source>Add one more</source>
        <translation>Añadir otro</translation>
    </message>
    <message>
        <source>Will be sealed, readable by %1</source>
        <translation>Se sellará, legible para: %1</translation>
    </message>
    <message>
        <source>Readable by %1</source>
        <translation>Legible para: %1</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sin respuesta</translation>
    </message>
    <message>
        <source>Change: %1</source>
        <translation>Cambiar: %1</translation>
    </message>
    <message>
        <source>Check the answers</source>
        <translation>Compruebe las respuestas</translation>
    </message>
    <message>
        <source>Finishing seals the record. Sealed answers can be read here only while this shift is open.</source>
        <translation>Al terminar, el registro se sella. Las respuestas selladas solo se pueden leer aquí mientras este turno esté abierto.</translation>
    </message>
    <message>
        <source>Check these answers first</source>
        <translation>Compruebe primero estas respuestas</translation>
    </message>
    <message>
        <source>Hide the other language</source>
        <translation>Ocultar el otro idioma</translation>
    </message>
    <message>
        <source>Preview: nothing is kept</source>
        <translation>Vista previa: no se guarda nada</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Dejar aparte</translation>
    </message>
    <message>
        <source>Keeps this one as a draft, so that you can start another or go on with one</source>
        <translation>Guarda este como borrador, para empezar otro o seguir con uno</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Saves, and covers the answers until the person wants to go on</source>
        <translation>Guarda y cubre las respuestas hasta que la persona quiera seguir</translation>
    </message>
    <message>
        <source>Show to the person</source>
        <translation>Mostrar a la persona</translation>
    </message>
    <message>
        <source>Something stands in free text that belongs elsewhere</source>
        <translation>En un texto libre hay algo que va en otro lugar</translation>
    </message>
</context>
<context>
    <name>limen::IntakePage</name>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>Nuevo registro</translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation>No hay ningún turno abierto.</translation>
    </message>
    <message>
        <source>Records that were finished stay sealed.</source>
        <translation>Los registros terminados siguen sellados.</translation>
    </message>
    <message>
        <source>Open a shift to take new records.</source>
        <translation>Abra un turno para tomar nuevos registros.</translation>
    </message>
    <message>
        <source>Go to Shift</source>
        <translation>Ir a Turno</translation>
    </message>
    <message>
        <source>There is no programme on this station yet</source>
        <translation>Todavía no hay ningún programa en esta estación</translation>
    </message>
    <message>
        <source>A programme says what is asked and why. Sync to receive one, or ask your administrator.</source>
        <translation>Un programa dice qué se pregunta y por qué. Sincronice para recibir uno o pregunte a su administrador.</translation>
    </message>
    <message>
        <source>Version %1. Languages: %2</source>
        <translation>Versión %1. Idiomas: %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Demonstration only, without protection rules</source>
        <translation>Solo demostración, sin reglas de protección</translation>
    </message>
    <message>
        <source>Start record</source>
        <translation>Empezar registro</translation>
    </message>
    <message>
        <source>Start record: %1</source>
        <translation>Empezar registro: %1</translation>
    </message>
    <message>
        <source>Record finished</source>
        <translation>Registro terminado</translation>
    </message>
    <message>
        <source>It is sealed and saved on this laptop. The server has not confirmed it yet: it goes with the next sync.</source>
        <translation>Está sellado y guardado en este portátil. El servidor todavía no lo ha confirmado: saldrá con la próxima sincronización.</translation>
    </message>
    <message>
        <source>Next record</source>
        <translation>Siguiente registro</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Show this record</source>
        <translation>Mostrar este registro</translation>
    </message>
    <message>
        <source>The shift of %1 is open on this laptop.</source>
        <translation>El turno de %1 está abierto en este portátil.</translation>
    </message>
    <message>
        <source>You can read and sync meanwhile.</source>
        <translation>Mientras tanto puede leer y sincronizar.</translation>
    </message>
    <message>
        <source>Not finished yet: %1</source>
        <translation>Sin terminar: %1</translation>
    </message>
</context>
<context>
    <name>limen::MainWindow</name>
    <message>
        <source>Opening the records of this station…</source>
        <translation>Abriendo los registros de esta estación…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Intake</source>
        <translation>Acogida</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Registros</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sincronizar</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Turno</translation>
    </message>
    <message>
        <source>shift open since %1</source>
        <translation>turno abierto desde las %1</translation>
    </message>
    <message>
        <source>no shift open</source>
        <translation>ningún turno abierto</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>site, shift</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Demonstration: this station runs a form without protection rules. Do not enter real people.</source>
        <translation>Demostración: esta estación usa un formulario sin reglas de protección. No introduzca personas reales.</translation>
    </message>
    <message>
        <source>The screen is covered</source>
        <translation>La pantalla está cubierta</translation>
    </message>
    <message>
        <source>Press F3 to go on, F2 to lock.</source>
        <translation>Pulse F3 para seguir, F2 para bloquear.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>shift of %1 open</source>
        <translation>turno de %1 abierto</translation>
    </message>
</context>
<context>
    <name>limen::NoticesPage</name>
    <message>
        <source>Notices</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>What is asked and why, what is kept of each answer and who may read it. Show it to anybody who wants to know.</source>
        <translation>Qué se pregunta y por qué, qué se guarda de cada respuesta y quién puede leerlo. Muéstrelo a cualquiera que quiera saberlo.</translation>
    </message>
    <message>
        <source>There is no programme on this station yet</source>
        <translation>Todavía no hay ningún programa en esta estación</translation>
    </message>
    <message>
        <source>Sync to receive one, or ask your administrator.</source>
        <translation>Sincronice para recibir uno o pregunte a su administrador.</translation>
    </message>
    <message>
        <source>This form is a demonstration without protection rules.</source>
        <translation>Este formulario es una demostración sin reglas de protección.</translation>
    </message>
    <message>
        <source>Every answer is sealed as identity and kept as it was answered.</source>
        <translation>Cada respuesta se sella como identidad y se guarda tal como se dio.</translation>
    </message>
    <message>
        <source>Do not use it with real people.</source>
        <translation>No lo use con personas reales.</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>Finalidades</translation>
    </message>
    <message>
        <source>Sealed, readable by %1</source>
        <translation>Sellado, legible para: %1</translation>
    </message>
    <message>
        <source>Readable by %1</source>
        <translation>Legible para: %1</translation>
    </message>
</context>
<context>
    <name>limen::PointField</name>
    <message>
        <source>Latitude</source>
        <translation>Latitud</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Longitud</translation>
    </message>
</context>
<context>
    <name>limen::QuestionWidget</name>
    <message>
        <source>Why do you ask this?</source>
        <translation>¿Por qué lo pregunta?</translation>
    </message>
    <message>
        <source>The programme gives no reason for this question.</source>
        <translation>El programa no da ninguna razón para esta pregunta.</translation>
    </message>
    <message>
        <source>Used for: %1</source>
        <translation>Se usa para: %1</translation>
    </message>
    <message>
        <source>Sealed, readable by %1</source>
        <translation>Sellado, legible para: %1</translation>
    </message>
    <message>
        <source>Readable by %1</source>
        <translation>Legible para: %1</translation>
    </message>
    <message>
        <source>More</source>
        <comment>guidance for the officer</comment>
        <translation>Más</translation>
    </message>
</context>
<context>
    <name>limen::RecordViewPage</name>
    <message>
        <source>Two people answered differently. It waits for a decision.</source>
        <translation>Dos personas respondieron de forma distinta. Espera una decisión.</translation>
    </message>
    <message>
        <source>Changed by two who had not seen each other</source>
        <translation>Cambiado por dos personas, cada una sin haber visto el otro cambio</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Volver a la lista</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Guardado %1</translation>
    </message>
    <message>
        <source>Confirmed by the server</source>
        <translation>Confirmado por el servidor</translation>
    </message>
    <message>
        <source>On this laptop only, waits for the next sync</source>
        <translation>Solo en este portátil, espera la próxima sincronización</translation>
    </message>
    <message>
        <source>Sealed, readable by nobody at this site</source>
        <translation>Sellado, nadie puede leerlo en este sitio</translation>
    </message>
    <message>
        <source>Sealed, readable by %1</source>
        <translation>Sellado, legible para: %1</translation>
    </message>
    <message>
        <source>Nothing was answered here.</source>
        <translation>Aquí no se respondió nada.</translation>
    </message>
    <message>
        <source>Damaged: it does not open and was not changed. Tell your administrator.</source>
        <translation>Dañado: no se abre y no se ha cambiado. Avise a su administrador.</translation>
    </message>
    <message>
        <source>%1, number %2</source>
        <translation>%1, número %2</translation>
    </message>
    <message>
        <source>Correct an answer…</source>
        <translation>Corregir una respuesta…</translation>
    </message>
    <message>
        <source>Sealed before it was complete</source>
        <translation>Sellado antes de estar completo</translation>
    </message>
    <message>
        <source>Show it large</source>
        <translation>Mostrarla grande</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>This picture cannot be shown on this laptop.</source>
        <translation>Esta imagen no se puede mostrar en este portátil.</translation>
    </message>
    <message>
        <source>The picture is not on this laptop yet. Its small form comes with the next sync.</source>
        <translation>La imagen aún no está en este portátil. Su versión pequeña llega con la próxima sincronización.</translation>
    </message>
    <message>
        <source>The large picture is not on this laptop yet. It comes with the next sync.</source>
        <translation>La imagen grande aún no está en este portátil. Llega con la próxima sincronización.</translation>
    </message>
    <message>
        <source>What the person agreed to</source>
        <translation>Lo que la persona aceptó</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>Aceptado</translation>
    </message>
    <message>
        <source>Refused or taken back</source>
        <translation>Rechazado o retirado</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Retirar…</translation>
    </message>
    <message>
        <source>Take back: %1</source>
        <translation>Retirar: %1</translation>
    </message>
    <message>
        <source>Goes: every answer that rests on this yes alone (%1), here and, with the next sync, elsewhere.</source>
        <translation>Desaparece: cada respuesta que se apoya solo en este sí (%1), aquí y, con la próxima sincronización, en otros lugares.</translation>
    </message>
    <message>
        <source>Stays: the other answers, and the help that the person gets. What stood before stays sealed in the record's history until it is erased.</source>
        <translation>Queda: las demás respuestas y la ayuda que recibe la persona. Lo anterior queda sellado en el historial del registro hasta que se borre.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Opened only with a second person</source>
        <translation>Solo se abre con una segunda persona</translation>
    </message>
    <message>
        <source>The programme's rules ask for it. Somebody who answers for it confirms with their own passphrase; it is in the log, and good for this once.</source>
        <translation>Lo piden las reglas del programa. Alguien que responde de ello confirma con su propia frase de contraseña; queda en el registro de actividad y vale para esta vez.</translation>
    </message>
    <message>
        <source>The programme's rules ask for it, and your role does not open it.</source>
        <translation>Lo piden las reglas del programa, y su función no lo abre.</translation>
    </message>
    <message>
        <source>Open with a second person…</source>
        <translation>Abrir con una segunda persona…</translation>
    </message>
</context>
<context>
    <name>limen::RecordsPage</name>
    <message>
        <source>Decisions: %1</source>
        <translation>Decisiones: %1</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Registros</translation>
    </message>
    <message>
        <source>Search records</source>
        <translation>Buscar registros</translation>
    </message>
    <message>
        <source>Previous 50</source>
        <translation>50 anteriores</translation>
    </message>
    <message>
        <source>Next 50</source>
        <translation>50 siguientes</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Volver a la lista</translation>
    </message>
    <message>
        <source>Looking for records…</source>
        <translation>Buscando registros…</translation>
    </message>
    <message>
        <source>No records yet</source>
        <translation>Todavía no hay registros</translation>
    </message>
    <message>
        <source>Take the first one in Intake, or sync to receive what others took.</source>
        <translation>Tome el primero en Acogida o sincronice para recibir los de otros.</translation>
    </message>
    <message>
        <source>Go to Intake</source>
        <translation>Ir a Acogida</translation>
    </message>
    <message>
        <source>No record fits</source>
        <translation>Ningún registro coincide</translation>
    </message>
    <message>
        <source>Search looks only into what you may read. Try fewer or other words.</source>
        <translation>La búsqueda solo mira lo que usted puede leer. Pruebe con menos palabras o con otras.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Sealed record</source>
        <translation>Registro sellado</translation>
    </message>
    <message>
        <source>From another station</source>
        <translation>De otra estación</translation>
    </message>
    <message>
        <source>Here only</source>
        <translation>Solo aquí</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmado</translation>
    </message>
    <message>
        <source>%1 to %2 of %3. Enter opens a record.</source>
        <translation>%1 a %2 de %3. Intro abre un registro.</translation>
    </message>
    <message>
        <source>The same person twice?</source>
        <translation>¿La misma persona dos veces?</translation>
    </message>
    <message>
        <source>To open this record.</source>
        <translation>Para abrir este registro.</translation>
    </message>
</context>
<context>
    <name>limen::ShiftPage</name>
    <message>
        <source>Shift</source>
        <translation>Turno</translation>
    </message>
    <message>
        <source>Open since %1</source>
        <translation>Abierto desde el %1</translation>
    </message>
    <message>
        <source>While it is open, what was taken in it can be read and corrected here. Locking keeps it open.</source>
        <translation>Mientras esté abierto, lo tomado en él se puede leer y corregir aquí. El bloqueo lo mantiene abierto.</translation>
    </message>
    <message>
        <source>Close shift…</source>
        <translation>Cerrar turno…</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>No hay ningún turno abierto</translation>
    </message>
    <message>
        <source>Sealed answers can no longer be read on this laptop</source>
        <translation>Las respuestas selladas ya no se pueden leer en este portátil</translation>
    </message>
    <message>
        <source>Open a shift to take new records.</source>
        <translation>Abra un turno para tomar nuevos registros.</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>Abrir turno</translation>
    </message>
    <message>
        <source>You are %1.</source>
        <translation>Usted es %1.</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Pantalla</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Choose an answer</source>
        <translation>Elegir una respuesta</translation>
    </message>
    <message>
        <source>Lock; the shift stays open</source>
        <translation>Bloquear; el turno sigue abierto</translation>
    </message>
    <message>
        <source>Lock and end the shift at once</source>
        <translation>Bloquear y terminar el turno al instante</translation>
    </message>
    <message>
        <source>Cover the screen</source>
        <translation>Cubrir la pantalla</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sincronizar ahora</translation>
    </message>
    <message>
        <source>Go to Intake, Records, Sync, Notices, Shift</source>
        <translation>Ir a Acogida, Registros, Sincronizar, Avisos, Turno</translation>
    </message>
    <message>
        <source>The shift of %1 is open</source>
        <translation>El turno de %1 está abierto</translation>
    </message>
    <message>
        <source>You work beside it: you can read and sync, and their shift stays as it is. Its keys are not yours.</source>
        <translation>Usted trabaja al lado: puede leer y sincronizar, y ese turno sigue como está. Sus claves no son suyas.</translation>
    </message>
    <message>
        <source>End their shift…</source>
        <translation>Terminar ese turno…</translation>
    </message>
    <message>
        <source>The keys of %1's shift go: what was sealed in it can then be read only by its readers.</source>
        <translation>Las claves del turno de %1 desaparecen: lo sellado en él solo podrán leerlo sus lectores.</translation>
    </message>
    <message>
        <source>Their records stay, and so do their drafts, which only they can open.</source>
        <translation>Sus registros se quedan, y también sus borradores, que solo esa persona puede abrir.</translation>
    </message>
    <message>
        <source>End their shift</source>
        <translation>Terminar ese turno</translation>
    </message>
    <message>
        <source>To end the shift of %1.</source>
        <translation>Para terminar el turno de %1.</translation>
    </message>
    <message>
        <source>Lock by itself</source>
        <translation>Bloqueo automático</translation>
    </message>
    <message>
        <source>When nobody is at the keys for</source>
        <translation>Cuando nadie toca el teclado durante</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message>
        <source>Also when the lid closes, the laptop sleeps or its screen locks, and after 12 hours. The shift stays open for 4 hours.</source>
        <translation>También al cerrar la tapa, al suspender el portátil o al bloquearse la pantalla, y a las 12 horas. El turno sigue abierto 4 horas.</translation>
    </message>
    <message>
        <source>Set a record aside as a draft</source>
        <translation>Dejar un registro aparte como borrador</translation>
    </message>
    <message>
        <source>Compare with who may be the same person</source>
        <translation>Comparar con quien quizá es la misma persona</translation>
    </message>
</context>
<context>
    <name>limen::StepBar</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Paso %1 de %2: %3</translation>
    </message>
</context>
<context>
    <name>limen::SyncPage</name>
    <message>
        <source>Sync</source>
        <translation>Sincronizar</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sincronizar ahora</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Only sealed records leave this laptop. The server stores them and cannot read them.</source>
        <translation>Solo registros sellados salen de este portátil. El servidor los guarda y no puede leerlos.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Nada espera a ser enviado.</translation>
    </message>
    <message>
        <source>Everything taken here is confirmed by the server</source>
        <translation>Todo lo tomado aquí está confirmado por el servidor</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of this laptop wait to be sent</source>
        <translation>
            <numerusform>%n registro de este portátil espera a ser enviado</numerusform>
            <numerusform>%n registros de este portátil esperan a ser enviados</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Deteniendo…</translation>
    </message>
    <message>
        <source>Sent %1 of %2, confirmed %3, received %4. %5 up, %6 down.</source>
        <translation>Enviados %1 de %2, confirmados %3, recibidos %4. %5 de subida, %6 de bajada.</translation>
    </message>
    <message>
        <source>Synced at %1</source>
        <translation>Sincronizado a las %1</translation>
    </message>
    <message>
        <source>Sent %1, received %2.</source>
        <translation>Enviados: %1, recibidos: %2.</translation>
    </message>
    <message>
        <source>The server keeps no second copy yet.</source>
        <translation>El servidor todavía no guarda una segunda copia.</translation>
    </message>
    <message>
        <source>The last backup was made on %1.</source>
        <translation>La última copia de seguridad se hizo el %1.</translation>
    </message>
    <message>
        <source>Carry by USB</source>
        <translation>Llevar por USB</translation>
    </message>
    <message>
        <source>Without a network a stick carries what waits: write to it here, have it brought to the server, then take the answer from it.</source>
        <translation>Sin red, una memoria lleva lo que espera: escriba en ella aquí, haga que la lleven al servidor y después tome de ella la respuesta.</translation>
    </message>
    <message>
        <source>Write to a stick…</source>
        <translation>Escribir en una memoria…</translation>
    </message>
    <message>
        <source>Take the answer…</source>
        <translation>Tomar la respuesta…</translation>
    </message>
    <message>
        <source>Choose the stick</source>
        <translation>Elegir la memoria</translation>
    </message>
    <message>
        <source>Writing to the stick: %1 of %2 changes, %3 of pictures.</source>
        <translation>Se escribe en la memoria: %1 de %2 cambios, %3 de imágenes.</translation>
    </message>
    <message>
        <source>Reading the stick…</source>
        <translation>Se lee la memoria…</translation>
    </message>
    <message>
        <source>Written to the stick: %1</source>
        <translation>Escrito en la memoria: %1</translation>
    </message>
    <message>
        <source>It counts as sent when the server's answer has been taken here.</source>
        <translation>Cuenta como enviado cuando se ha tomado aquí la respuesta del servidor.</translation>
    </message>
    <message>
        <source>Taken from the stick: confirmed %1, received %2</source>
        <translation>Tomado de la memoria: confirmado %1, recibido %2</translation>
    </message>
    <message>
        <source>No answer for this station was on the stick.</source>
        <translation>En la memoria no había respuesta para este puesto.</translation>
    </message>
</context>
<context>
    <name>limen::UnlockWindow</name>
    <message>
        <source>PIN of the key, if it has one</source>
        <translation>PIN de la llave, si tiene</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>Mostrar lo que se escribe</translation>
    </message>
    <message>
        <source>Printed code</source>
        <translation>Código impreso</translation>
    </message>
    <message>
        <source>Passphrase and security key: %1</source>
        <translation>Frase de acceso y llave de seguridad: %1</translation>
    </message>
    <message>
        <source>Passphrase and this laptop's chip</source>
        <translation>Frase de acceso y chip de este portátil</translation>
    </message>
    <message>
        <source>Passphrase alone</source>
        <translation>Solo la frase de acceso</translation>
    </message>
    <message>
        <source>How do you unlock?</source>
        <translation>¿Cómo desbloquea?</translation>
    </message>
    <message>
        <source>Plug in the key, and touch it when it blinks. Without it a stolen laptop does not open.</source>
        <translation>Conecte la llave y tóquela cuando parpadee. Sin ella, un portátil robado no se abre.</translation>
    </message>
    <message>
        <source>A disk taken out of this laptop does not open. Whoever has the whole laptop can still try passphrases.</source>
        <translation>Un disco sacado de este portátil no se abre. Quien tenga el portátil entero aún puede probar frases de acceso.</translation>
    </message>
    <message>
        <source>Each code works once; then you choose a new passphrase. Codes are as safe as the place where the paper lies.</source>
        <translation>Cada código sirve una vez; después elige una frase de acceso nueva. Los códigos son tan seguros como el lugar donde está el papel.</translation>
    </message>
    <message>
        <source>A stolen laptop is as safe as this passphrase is hard to guess. Codes from a phone would not change that.</source>
        <translation>Un portátil robado es tan seguro como difícil de adivinar es esta frase de acceso. Los códigos de un teléfono no cambiarían eso.</translation>
    </message>
    <message>
        <source>The code that you typed is used up. Use at least 15 characters; a few unusual words are best.</source>
        <translation>El código que escribió ya está gastado. Use al menos 15 caracteres; lo mejor son unas pocas palabras poco comunes.</translation>
    </message>
    <message>
        <source>My key or this laptop's chip is lost: unlock without it from now on</source>
        <translation>Mi llave o el chip de este portátil se perdió: desbloquear sin ello de ahora en adelante</translation>
    </message>
    <message>
        <source>That is not one of your codes, or it was used already.</source>
        <translation>No es uno de sus códigos o ya se usó.</translation>
    </message>
    <message>
        <source>Type another from the paper, or choose another way.</source>
        <translation>Escriba otro del papel o elija otra forma.</translation>
    </message>
    <message numerus="yes">
        <source>Printed code (%n left)</source>
        <translation><numerusform>Código impreso (queda %n)</numerusform><numerusform>Código impreso (quedan %n)</numerusform></translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Locked. Nothing on this laptop can be read before it is unlocked.</source>
        <translation>Bloqueado. Nada de este portátil se puede leer antes de desbloquearlo.</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>¿Quién es usted?</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de acceso</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Intro</translation>
    </message>
    <message>
        <source>The next try is possible at %1.</source>
        <translation>El próximo intento es posible a las %1.</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>Desbloqueando…</translation>
    </message>
    <message>
        <source>Choose a passphrase of your own</source>
        <translation>Elija una frase de acceso propia</translation>
    </message>
    <message>
        <source>The one that you typed was given to you. Use at least 15 characters; a few unusual words are best.</source>
        <translation>La que escribió se la dieron. Use al menos 15 caracteres; lo mejor son unas pocas palabras poco comunes.</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Nueva frase de acceso</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>La misma otra vez</translation>
    </message>
    <message>
        <source>Suggest six words</source>
        <translation>Proponer seis palabras</translation>
    </message>
    <message>
        <source>Change and unlock</source>
        <translation>Cambiar y desbloquear</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>Cambiando…</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Las dos no son iguales.</translation>
    </message>
    <message>
        <source>Type the new passphrase twice.</source>
        <translation>Escriba dos veces la nueva frase de acceso.</translation>
    </message>
    <message>
        <source>That is the passphrase that you were given.</source>
        <translation>Esa es la frase de acceso que le dieron.</translation>
    </message>
</context>
<context>
    <name>Media</name>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Picture %1 is not on this laptop.</source>
        <translation>La imagen %1 no está en este portátil.</translation>
    </message>
    <message>
        <source>Sound %1: this laptop plays none.</source>
        <translation>Sonido %1: este portátil no reproduce ninguno.</translation>
    </message>
    <message>
        <source>Film %1: this laptop plays none.</source>
        <translation>Película %1: este portátil no reproduce ninguna.</translation>
    </message>
</context>
<context>
    <name>Months</name>
    <message>
        <source>Meskerem</source>
        <comment>Ethiopian calendar</comment>
        <translation>Meskerem</translation>
    </message>
    <message>
        <source>Tikimt</source>
        <comment>Ethiopian calendar</comment>
        <translation>Tikimt</translation>
    </message>
    <message>
        <source>Hidar</source>
        <comment>Ethiopian calendar</comment>
        <translation>Hidar</translation>
    </message>
    <message>
        <source>Tahsas</source>
        <comment>Ethiopian calendar</comment>
        <translation>Tahsas</translation>
    </message>
    <message>
        <source>Tir</source>
        <comment>Ethiopian calendar</comment>
        <translation>Tir</translation>
    </message>
    <message>
        <source>Yekatit</source>
        <comment>Ethiopian calendar</comment>
        <translation>Yekatit</translation>
    </message>
    <message>
        <source>Megabit</source>
        <comment>Ethiopian calendar</comment>
        <translation>Megabit</translation>
    </message>
    <message>
        <source>Miyazya</source>
        <comment>Ethiopian calendar</comment>
        <translation>Miyazya</translation>
    </message>
    <message>
        <source>Ginbot</source>
        <comment>Ethiopian calendar</comment>
        <translation>Ginbot</translation>
    </message>
    <message>
        <source>Sene</source>
        <comment>Ethiopian calendar</comment>
        <translation>Sene</translation>
    </message>
    <message>
        <source>Hamle</source>
        <comment>Ethiopian calendar</comment>
        <translation>Hamle</translation>
    </message>
    <message>
        <source>Nehase</source>
        <comment>Ethiopian calendar</comment>
        <translation>Nehase</translation>
    </message>
    <message>
        <source>Pagume</source>
        <comment>Ethiopian calendar</comment>
        <translation>Pagume</translation>
    </message>
    <message>
        <source>Thout</source>
        <comment>Coptic calendar</comment>
        <translation>Thout</translation>
    </message>
    <message>
        <source>Paopi</source>
        <comment>Coptic calendar</comment>
        <translation>Paopi</translation>
    </message>
    <message>
        <source>Hathor</source>
        <comment>Coptic calendar</comment>
        <translation>Hathor</translation>
    </message>
    <message>
        <source>Koiak</source>
        <comment>Coptic calendar</comment>
        <translation>Koiak</translation>
    </message>
    <message>
        <source>Tobi</source>
        <comment>Coptic calendar</comment>
        <translation>Tobi</translation>
    </message>
    <message>
        <source>Meshir</source>
        <comment>Coptic calendar</comment>
        <translation>Meshir</translation>
    </message>
    <message>
        <source>Paremhat</source>
        <comment>Coptic calendar</comment>
        <translation>Paremhat</translation>
    </message>
    <message>
        <source>Parmouti</source>
        <comment>Coptic calendar</comment>
        <translation>Parmouti</translation>
    </message>
    <message>
        <source>Pashons</source>
        <comment>Coptic calendar</comment>
        <translation>Pashons</translation>
    </message>
    <message>
        <source>Paoni</source>
        <comment>Coptic calendar</comment>
        <translation>Paoni</translation>
    </message>
    <message>
        <source>Epip</source>
        <comment>Coptic calendar</comment>
        <translation>Epip</translation>
    </message>
    <message>
        <source>Mesori</source>
        <comment>Coptic calendar</comment>
        <translation>Mesori</translation>
    </message>
    <message>
        <source>Nasie</source>
        <comment>Coptic calendar</comment>
        <translation>Nasie</translation>
    </message>
    <message>
        <source>Muharram</source>
        <comment>Islamic calendar</comment>
        <translation>Muharram</translation>
    </message>
    <message>
        <source>Safar</source>
        <comment>Islamic calendar</comment>
        <translation>Safar</translation>
    </message>
    <message>
        <source>Rabi al-Awwal</source>
        <comment>Islamic calendar</comment>
        <translation>Rabi al-Awwal</translation>
    </message>
    <message>
        <source>Rabi al-Thani</source>
        <comment>Islamic calendar</comment>
        <translation>Rabi al-Thani</translation>
    </message>
    <message>
        <source>Jumada al-Ula</source>
        <comment>Islamic calendar</comment>
        <translation>Yumada al-Ula</translation>
    </message>
    <message>
        <source>Jumada al-Akhira</source>
        <comment>Islamic calendar</comment>
        <translation>Yumada al-Ajira</translation>
    </message>
    <message>
        <source>Rajab</source>
        <comment>Islamic calendar</comment>
        <translation>Rayab</translation>
    </message>
    <message>
        <source>Shaban</source>
        <comment>Islamic calendar</comment>
        <translation>Shabán</translation>
    </message>
    <message>
        <source>Ramadan</source>
        <comment>Islamic calendar</comment>
        <translation>Ramadán</translation>
    </message>
    <message>
        <source>Shawwal</source>
        <comment>Islamic calendar</comment>
        <translation>Shawwal</translation>
    </message>
    <message>
        <source>Dhu al-Qada</source>
        <comment>Islamic calendar</comment>
        <translation>Dhu al-Qada</translation>
    </message>
    <message>
        <source>Dhu al-Hijja</source>
        <comment>Islamic calendar</comment>
        <translation>Dhu al-Hiyya</translation>
    </message>
    <message>
        <source>Farvardin</source>
        <comment>Persian calendar</comment>
        <translation>Farvardin</translation>
    </message>
    <message>
        <source>Ordibehesht</source>
        <comment>Persian calendar</comment>
        <translation>Ordibehesht</translation>
    </message>
    <message>
        <source>Khordad</source>
        <comment>Persian calendar</comment>
        <translation>Khordad</translation>
    </message>
    <message>
        <source>Tir</source>
        <comment>Persian calendar</comment>
        <translation>Tir</translation>
    </message>
    <message>
        <source>Mordad</source>
        <comment>Persian calendar</comment>
        <translation>Mordad</translation>
    </message>
    <message>
        <source>Shahrivar</source>
        <comment>Persian calendar</comment>
        <translation>Shahrivar</translation>
    </message>
    <message>
        <source>Mehr</source>
        <comment>Persian calendar</comment>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Aban</source>
        <comment>Persian calendar</comment>
        <translation>Aban</translation>
    </message>
    <message>
        <source>Azar</source>
        <comment>Persian calendar</comment>
        <translation>Azar</translation>
    </message>
    <message>
        <source>Dey</source>
        <comment>Persian calendar</comment>
        <translation>Dey</translation>
    </message>
    <message>
        <source>Bahman</source>
        <comment>Persian calendar</comment>
        <translation>Bahman</translation>
    </message>
    <message>
        <source>Esfand</source>
        <comment>Persian calendar</comment>
        <translation>Esfand</translation>
    </message>
    <message>
        <source>Baisakh</source>
        <comment>Nepali calendar</comment>
        <translation>Baisakh</translation>
    </message>
    <message>
        <source>Jestha</source>
        <comment>Nepali calendar</comment>
        <translation>Jestha</translation>
    </message>
    <message>
        <source>Ashadh</source>
        <comment>Nepali calendar</comment>
        <translation>Ashadh</translation>
    </message>
    <message>
        <source>Shrawan</source>
        <comment>Nepali calendar</comment>
        <translation>Shrawan</translation>
    </message>
    <message>
        <source>Bhadra</source>
        <comment>Nepali calendar</comment>
        <translation>Bhadra</translation>
    </message>
    <message>
        <source>Ashwin</source>
        <comment>Nepali calendar</comment>
        <translation>Ashwin</translation>
    </message>
    <message>
        <source>Kartik</source>
        <comment>Nepali calendar</comment>
        <translation>Kartik</translation>
    </message>
    <message>
        <source>Mangsir</source>
        <comment>Nepali calendar</comment>
        <translation>Mangsir</translation>
    </message>
    <message>
        <source>Poush</source>
        <comment>Nepali calendar</comment>
        <translation>Poush</translation>
    </message>
    <message>
        <source>Magh</source>
        <comment>Nepali calendar</comment>
        <translation>Magh</translation>
    </message>
    <message>
        <source>Falgun</source>
        <comment>Nepali calendar</comment>
        <translation>Falgun</translation>
    </message>
    <message>
        <source>Chaitra</source>
        <comment>Nepali calendar</comment>
        <translation>Chaitra</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a day in another calendar, the same day in the usual one</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>limen::AcknowledgeField</name>
    <message>
        <source>Yes, this is confirmed</source>
        <translation>Sí, confirmado</translation>
    </message>
</context>
<context>
    <name>limen::AttachmentField</name>
    <message>
        <source>A preview keeps no pictures: nothing is stored for this question.</source>
        <translation>Una vista previa no guarda imágenes: no se almacena nada para esta pregunta.</translation>
    </message>
    <message>
        <source>Limen keeps pictures only: nothing is stored for this question.</source>
        <translation>Limen solo guarda imágenes: no se almacena nada para esta pregunta.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Elegir una imagen…</translation>
    </message>
    <message>
        <source>Choose a picture instead…</source>
        <translation>Elegir una imagen en su lugar…</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Quitar la imagen</translation>
    </message>
    <message>
        <source>The picture is being saved…</source>
        <translation>La imagen se está guardando…</translation>
    </message>
    <message>
        <source>JPEG or PNG. Place, time and camera are taken off; the file&apos;s name is not kept.</source>
        <translation>JPEG o PNG. Se quitan lugar, hora y cámara; el nombre del archivo no se guarda.</translation>
    </message>
    <message>
        <source>Keep this drawing</source>
        <translation>Guardar este dibujo</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Elija una imagen</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png)</source>
        <translation>Imágenes (*.jpg *.jpeg *.png)</translation>
    </message>
    <message>
        <source>The file cannot be read. Nothing was kept.</source>
        <translation>El archivo no se puede leer. No se guardó nada.</translation>
    </message>
    <message>
        <source>The file is larger than %1. Nothing was kept.</source>
        <translation>El archivo es mayor de %1. No se guardó nada.</translation>
    </message>
    <message>
        <source>This is no JPEG or PNG that can be shown. Nothing was kept.</source>
        <translation>No es un JPEG ni PNG que se pueda mostrar. No se guardó nada.</translation>
    </message>
</context>
<context>
    <name>limen::ChoiceField</name>
    <message>
        <source>The picture of this question cannot be pressed here. Choose from the list.</source>
        <translation>Aquí no se puede pulsar la imagen de esta pregunta. Elija en la lista.</translation>
    </message>
    <message>
        <source>There is nothing to choose from with the answers so far.</source>
        <translation>Con las respuestas dadas hasta ahora no hay nada que elegir.</translation>
    </message>
</context>
<context>
    <name>limen::ChoiceList</name>
    <message>
        <source>Type to find one of %1</source>
        <translation>Escriba para buscar entre %1</translation>
    </message>
    <message>
        <source>Nothing matches. Type fewer letters, or clear the search to see all.</source>
        <translation>Nada coincide. Escriba menos letras o borre la búsqueda para verlo todo.</translation>
    </message>
    <message>
        <source>Choose one of %1</source>
        <translation>Elegir entre %1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>limen::PointsField</name>
    <message>
        <source>Latitude and longitude of each corner. The area is closed by itself.</source>
        <translation>Latitud y longitud de cada esquina. El área se cierra sola.</translation>
    </message>
    <message>
        <source>Latitude and longitude of each point of the line, in its order.</source>
        <translation>Latitud y longitud de cada punto de la línea, en orden.</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>Latitud</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Longitud</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>Añadir un punto</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>%1, point %2, latitude</source>
        <translation>%1, punto %2, latitud</translation>
    </message>
    <message>
        <source>%1, point %2, longitude</source>
        <translation>%1, punto %2, longitud</translation>
    </message>
</context>
<context>
    <name>limen::PreviewWindow</name>
    <message>
        <source>Preview: nothing is kept</source>
        <translation>Vista previa: no se guarda nada</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <comment>title, version</comment>
        <translation>%1, versión %2</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>Volver al formulario</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n advertencia</numerusform>
            <numerusform>%n advertencias</numerusform>
        </translation>
    </message>
    <message>
        <source>Language of the form</source>
        <translation>Idioma del formulario</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Empezar de nuevo</translation>
    </message>
    <message>
        <source>The form can be finished</source>
        <translation>El formulario se puede terminar</translation>
    </message>
    <message>
        <source>Every answer fits its question. Nothing was kept of them.</source>
        <translation>Cada respuesta encaja con su pregunta. No se ha guardado nada de ellas.</translation>
    </message>
    <message>
        <source>Back to the answers</source>
        <translation>Volver a las respuestas</translation>
    </message>
    <message>
        <source>The file of the form cannot be read.</source>
        <translation>No se puede leer el archivo del formulario.</translation>
    </message>
    <message>
        <source>Check that it is there and that you may read it. It is read anew when it changes.</source>
        <translation>Compruebe que está ahí y que puede leerlo. Se vuelve a leer cuando cambia.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>The form has errors</source>
        <translation>El formulario tiene errores</translation>
    </message>
    <message>
        <source>The form has warnings</source>
        <translation>El formulario tiene advertencias</translation>
    </message>
    <message>
        <source>Mend them and save the file: it is read anew by itself.</source>
        <translation>Corríjalos y guarde el archivo: se vuelve a leer solo.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Hoja</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Columna</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Encontrado</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Advertencia</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>Volver a leerlo</translation>
    </message>
</context>
<context>
    <name>limen::RankField</name>
    <message>
        <source>Drag the lines, or move the marked one with the keys shown, so that the first comes first.</source>
        <translation>Arrastre las líneas o mueva la marcada con las teclas indicadas: la primera, arriba.</translation>
    </message>
    <message>
        <source>Up</source>
        <comment>in an order</comment>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Down</source>
        <comment>in an order</comment>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>This order is right</source>
        <translation>Este orden es correcto</translation>
    </message>
</context>
<context>
    <name>limen::ScaleField</name>
    <message>
        <source>Clear</source>
        <comment>an answer</comment>
        <translation>Borrar</translation>
    </message>
</context>
<context>
    <name>limen::SliderField</name>
    <message>
        <source>as a number</source>
        <translation>en número</translation>
    </message>
</context>
<context>
    <name>limen::StepperField</name>
    <message>
        <source>One step less</source>
        <translation>Un paso menos</translation>
    </message>
    <message>
        <source>One step more</source>
        <translation>Un paso más</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>the ends of a scale</comment>
        <translation>%1 a %2</translation>
    </message>
</context>
<context>
    <name>limen::TextField</name>
    <message>
        <source>One less</source>
        <translation>Uno menos</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Uno más</translation>
    </message>
    <message>
        <source>Scan the code with a hand scanner, or type it.</source>
        <translation>Lea el código con un lector manual o escríbalo.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
</context>
<context>
    <name>limen::WhenField</name>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mes</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Año</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>Minuto</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>day of the week, date</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>In the Gregorian calendar: %1</source>
        <translation>En el calendario gregoriano: %1</translation>
    </message>
</context>
<context>
    <name>limen::ApprovalPanel</name>
    <message>
        <source>A second person confirms</source>
        <translation>Una segunda persona confirma</translation>
    </message>
    <message>
        <source>Your passphrase again</source>
        <translation>Su frase de acceso otra vez</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de acceso</translation>
    </message>
    <message>
        <source>Nobody else at this station can confirm this.</source>
        <translation>Nadie más en este puesto puede confirmarlo.</translation>
    </message>
    <message>
        <source>Who confirms?</source>
        <translation>¿Quién confirma?</translation>
    </message>
    <message>
        <source>Their passphrase, typed by themselves</source>
        <translation>Su frase de acceso, escrita por esa persona</translation>
    </message>
    <message>
        <source>PIN of the key, if it has one</source>
        <translation>PIN de la llave, si tiene</translation>
    </message>
    <message>
        <source>Plug the security key in, and touch it when it blinks.</source>
        <translation>Conecte la llave de seguridad y tóquela cuando parpadee.</translation>
    </message>
    <message>
        <source>A printed code unlocks this laptop. It confirms nothing.</source>
        <translation>Un código impreso desbloquea este portátil. No confirma nada.</translation>
    </message>
    <message>
        <source>Six digits of the phone</source>
        <translation>Seis cifras del teléfono</translation>
    </message>
    <message>
        <source>They change every half minute, and each counts once.</source>
        <translation>Cambian cada medio minuto, y cada serie vale una sola vez.</translation>
    </message>
</context>
<context>
    <name>limen::CloseShiftPanel</name>
    <message>
        <source>Looking for drafts…</source>
        <translation>Buscando borradores…</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) before the shift can close</source>
        <translation>
            <numerusform>%n borrador antes de poder cerrar el turno</numerusform>
            <numerusform>%n borradores antes de poder cerrar el turno</numerusform>
        </translation>
    </message>
    <message>
        <source>Say for each what becomes of it. The shift closes when none is left.</source>
        <translation>Diga qué pasa con cada uno. El turno se cierra cuando no queda ninguno.</translation>
    </message>
    <message>
        <source>Leave the shift open</source>
        <translation>Dejar el turno abierto</translation>
    </message>
    <message>
        <source>The keys of this shift go: its sealed answers can then be read only by their readers, no longer here.</source>
        <translation>Las claves de este turno desaparecen: sus respuestas selladas solo podrán leerlas sus lectores, ya no aquí.</translation>
    </message>
    <message>
        <source>All records stay, and go with the next sync. They can be corrected, and nothing of them read.</source>
        <translation>Todos los registros se quedan y salen con la próxima sincronización. Se pueden corregir, pero no leer.</translation>
    </message>
    <message>
        <source>close</source>
        <comment>the word to type</comment>
        <translation>cerrar</translation>
    </message>
    <message>
        <source>Close shift</source>
        <translation>Cerrar turno</translation>
    </message>
</context>
<context>
    <name>limen::CorrectionPage</name>
    <message>
        <source>Correct an answer</source>
        <translation>Corregir una respuesta</translation>
    </message>
    <message>
        <source>The correction is sealed like the record. What was there before stays in its history, for those who may read it.</source>
        <translation>La corrección se sella como el registro. Lo anterior queda en su historial, para quien pueda leerlo.</translation>
    </message>
    <message>
        <source>Which question?</source>
        <translation>¿Qué pregunta?</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <source>Back to the record</source>
        <translation>Volver al registro</translation>
    </message>
    <message>
        <source>Seal the correction</source>
        <translation>Sellar la corrección</translation>
    </message>
    <message>
        <source>Clear this answer</source>
        <translation>Borrar esta respuesta</translation>
    </message>
    <message>
        <source>No question has these words. Try fewer letters.</source>
        <translation>Ninguna pregunta contiene esas palabras. Pruebe con menos letras.</translation>
    </message>
</context>
<context>
    <name>limen::DraftCard</name>
    <message>
        <source>Finish it</source>
        <translation>Terminarlo</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Seal as incomplete…</source>
        <translation>Sellar como incompleto…</translation>
    </message>
    <message>
        <source>The draft goes: nobody can go on with its questions.</source>
        <translation>El borrador desaparece: nadie puede seguir con sus preguntas.</translation>
    </message>
    <message>
        <source>Its answers stay, as a sealed record that its readers see marked as incomplete. It goes with the next sync.</source>
        <translation>Sus respuestas quedan, como registro sellado que sus lectores ven marcado como incompleto. Sale con la próxima sincronización.</translation>
    </message>
    <message>
        <source>Seal as incomplete</source>
        <translation>Sellar como incompleto</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Entregar…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Descartar…</translation>
    </message>
    <message>
        <source>All answers of this draft go, for good.</source>
        <translation>Todas las respuestas de este borrador desaparecen para siempre.</translation>
    </message>
    <message>
        <source>Finished records and other drafts stay.</source>
        <translation>Los registros terminados y los demás borradores se quedan.</translation>
    </message>
    <message>
        <source>discard</source>
        <comment>the word to type</comment>
        <translation>descartar</translation>
    </message>
    <message>
        <source>Discard draft</source>
        <translation>Descartar borrador</translation>
    </message>
    <message>
        <source>Started %1, saved %2</source>
        <translation>Empezado %1, guardado %2</translation>
    </message>
    <message>
        <source>Answered so far: %1</source>
        <translation>Respondido hasta ahora: %1</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between questions</comment>
        <translation>; </translation>
    </message>
    <message>
        <source>It goes on with version %1 of the programme, by which it was begun.</source>
        <translation>Sigue con la versión %1 del programa, con la que se empezó.</translation>
    </message>
    <message>
        <source>This draft cannot be opened. It is kept as it is.</source>
        <translation>Este borrador no se puede abrir. Se guarda como está.</translation>
    </message>
    <message>
        <source>To whom? The draft leaves your list and is in theirs when they unlock this laptop. Your shift stays yours.</source>
        <translation>¿A quién? El borrador sale de su lista y estará en la de esa persona cuando desbloquee este portátil. Su turno sigue siendo suyo.</translation>
    </message>
    <message>
        <source>Nobody else at this station can take drafts.</source>
        <translation>Nadie más en este puesto puede recibir borradores.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>limen::PeoplePage</name>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Who unlocks this laptop. What you do here needs your passphrase again and is in the log.</source>
        <translation>Quién desbloquea este portátil. Lo que haga aquí pide otra vez su frase de acceso y queda en el registro de actividad.</translation>
    </message>
    <message>
        <source>Nobody else here is in charge: if you forget your passphrase, it is lost.</source>
        <translation>Nadie más aquí es responsable: si olvida su frase de acceso, se pierde.</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (usted)</translation>
    </message>
    <message>
        <source>not listed for this station any more</source>
        <translation>ya no figura en este puesto</translation>
    </message>
    <message>
        <source>Disabled: cannot unlock</source>
        <translation>Desactivado: no puede desbloquear</translation>
    </message>
    <message>
        <source>Waits until %1 after wrong tries</source>
        <translation>Espera hasta las %1 por intentos erróneos</translation>
    </message>
    <message>
        <source>Has to choose a new passphrase at the next unlock</source>
        <translation>Debe elegir una frase de acceso nueva al desbloquear</translation>
    </message>
    <message>
        <source>New passphrase…</source>
        <translation>Frase de acceso nueva…</translation>
    </message>
    <message>
        <source>New passphrase for %1</source>
        <translation>Frase de acceso nueva para %1</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Activar</translation>
    </message>
    <message>
        <source>Disable…</source>
        <translation>Desactivar…</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>Activar a %1</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>Desactivar a %1</translation>
    </message>
    <message>
        <source>To give %1 a new passphrase.</source>
        <translation>Para dar una frase de acceso nueva a %1.</translation>
    </message>
    <message>
        <source>The passphrase of %1 stops working at once.</source>
        <translation>La frase de acceso de %1 deja de servir de inmediato.</translation>
    </message>
    <message>
        <source>Drafts and records stay. You get six words for them that unlock once, and then they choose a passphrase of their own.</source>
        <translation>Los borradores y registros se quedan. Recibe para esa persona seis palabras que desbloquean una vez, y después elige una frase propia.</translation>
    </message>
    <message>
        <source>Make six words</source>
        <translation>Crear seis palabras</translation>
    </message>
    <message>
        <source>To shut %1 out of this laptop.</source>
        <translation>Para cerrar este portátil a %1.</translation>
    </message>
    <message>
        <source>To let %1 in again.</source>
        <translation>Para volver a dejar entrar a %1.</translation>
    </message>
    <message>
        <source>%1 cannot unlock this laptop any more.</source>
        <translation>%1 ya no puede desbloquear este portátil.</translation>
    </message>
    <message>
        <source>Their drafts and records stay, and you can let them in again.</source>
        <translation>Sus borradores y registros se quedan, y puede devolverle el acceso.</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Desactivar</translation>
    </message>
    <message>
        <source>Six words</source>
        <translation>Seis palabras</translation>
    </message>
    <message>
        <source>Six words for %1</source>
        <translation>Seis palabras para %1</translation>
    </message>
    <message>
        <source>They are shown this once. Hand them over on paper or by word of mouth; at the next unlock they are changed.</source>
        <translation>Solo se muestran esta vez. Entréguelas en papel o de palabra; al desbloquear se cambian.</translation>
    </message>
    <message>
        <source>Hide them</source>
        <translation>Ocultarlas</translation>
    </message>
</context>
<context>
    <name>limen::SlipCard</name>
    <message>
        <source>Station</source>
        <translation>Puesto</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Abierto</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrado</translation>
    </message>
    <message>
        <source>Records finished</source>
        <translation>Registros terminados</translation>
    </message>
    <message>
        <source>Sealed as incomplete</source>
        <translation>Sellados como incompletos</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Correcciones</translation>
    </message>
    <message>
        <source>Drafts handed over</source>
        <translation>Borradores entregados</translation>
    </message>
    <message>
        <source>Drafts discarded</source>
        <translation>Borradores descartados</translation>
    </message>
    <message>
        <source>Taken at this laptop</source>
        <translation>Tomados en este portátil</translation>
    </message>
    <message>
        <source>Confirmed by the server</source>
        <translation>Confirmados por el servidor</translation>
    </message>
    <message>
        <source>Entries in the log</source>
        <translation>Entradas del registro de actividad</translation>
    </message>
    <message>
        <source>Limen shift slip</source>
        <translation>Limen – comprobante de turno</translation>
    </message>
    <message>
        <source>The shift is closed</source>
        <translation>El turno está cerrado</translation>
    </message>
    <message>
        <source>This slip names nobody. Whoever checks the log of this laptop later can see by it that nothing was taken out.</source>
        <translation>Este comprobante no nombra a nadie. Quien revise más tarde el registro de actividad de este portátil verá con él que no se quitó nada.</translation>
    </message>
    <message>
        <source>QR code of the slip</source>
        <translation>Código QR del comprobante</translation>
    </message>
    <message>
        <source>Save to print (PDF)</source>
        <translation>Guardar para imprimir (PDF)</translation>
    </message>
    <message>
        <source>Save as picture</source>
        <translation>Guardar como imagen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>The file was not written. Choose another folder.</source>
        <translation>No se escribió el archivo. Elija otra carpeta.</translation>
    </message>
</context>
<context>
    <name>limen::DrawingPad</name>
    <message>
        <source>Sign or draw here with mouse, pen or finger</source>
        <translation>Firme o dibuje aquí con ratón, lápiz o dedo</translation>
    </message>
</context>
<context>
    <name>limen::IntakeFlow</name>
    <message>
        <source>The picture is being saved. Wait a moment</source>
        <translation>La imagen se está guardando. Espere un momento</translation>
    </message>
</context>
<context>
    <name>limen::ConflictsPage</name>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Cleared</source>
        <translation>Borrado</translation>
    </message>
    <message>
        <source>%1, station %2</source>
        <translation>%1, puesto %2</translation>
    </message>
    <message>
        <source>This laptop</source>
        <translation>Este portátil</translation>
    </message>
    <message>
        <source>Since when it is here is not known</source>
        <translation>No se sabe desde cuándo está aquí</translation>
    </message>
    <message>
        <source>Here since %1, by this laptop&apos;s clock</source>
        <translation>Aquí desde %1, según el reloj de este portátil</translation>
    </message>
    <message>
        <source>Back to the records</source>
        <translation>Volver a los registros</translation>
    </message>
    <message>
        <source>Looking for decisions…</source>
        <translation>Buscando decisiones pendientes…</translation>
    </message>
    <message>
        <source>Nothing to decide</source>
        <translation>Nada que decidir</translation>
    </message>
    <message>
        <source>When two people change the same answer and neither has seen the other's change, it waits here.</source>
        <translation>Cuando dos personas cambian la misma respuesta y ninguna ha visto el cambio de la otra, espera aquí.</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Decisiones</translation>
    </message>
    <message>
        <source>Two people changed the same record and neither had seen the other's change. Nothing was lost: both answers stay until somebody decides.</source>
        <translation>Dos personas cambiaron el mismo registro y ninguna había visto el cambio de la otra. No se perdió nada: ambas respuestas se conservan hasta que alguien decida.</translation>
    </message>
    <message>
        <source>Answers to decide: %1</source>
        <translation>Respuestas por decidir: %1</translation>
    </message>
    <message>
        <source>Answers that no longer fit the others: %1</source>
        <translation>Respuestas que ya no encajan con las demás: %1</translation>
    </message>
    <message>
        <source>Changed by two, sealed here. Ask: %1</source>
        <translation>Cambiado por dos personas, sellado aquí. Pregunte a: %1</translation>
    </message>
    <message>
        <source>You may not decide here. Ask: %1</source>
        <translation>Aquí no puede decidir usted. Pregunte a: %1</translation>
    </message>
    <message>
        <source>Compare the answers</source>
        <translation>Comparar las respuestas</translation>
    </message>
    <message>
        <source>Back to the decisions</source>
        <translation>Volver a las decisiones</translation>
    </message>
    <message>
        <source>Open a shift to decide.</source>
        <translation>Abra un turno para decidir.</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>Abrir el registro</translation>
    </message>
    <message>
        <source>%1, number %2: %3</source>
        <translation>%1, número %2: %3</translation>
    </message>
    <message>
        <source>Counts until it is decided</source>
        <translation>Cuenta hasta que se decida</translation>
    </message>
    <message>
        <source>Keep this answer</source>
        <translation>Conservar esta respuesta</translation>
    </message>
    <message>
        <source>It breaks a rule of the form beside the other answers.</source>
        <translation>Junto a las demás respuestas, incumple una regla del formulario.</translation>
    </message>
    <message>
        <source>Beside the other answers, this question is not asked any more.</source>
        <translation>Junto a las demás respuestas, esta pregunta ya no se hace.</translation>
    </message>
    <message>
        <source>Beside the other answers, this choice is not offered any more.</source>
        <translation>Junto a las demás respuestas, esta opción ya no se ofrece.</translation>
    </message>
    <message>
        <source>Open the record to correct it, or leave it as it is.</source>
        <translation>Abra el registro para corregirla, o déjela como está.</translation>
    </message>
</context>
<context>
    <name>limen::PersonScreen</name>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>The answers so far are saved. Nothing of them is on the screen.</source>
        <translation>Las respuestas dadas están guardadas. Ninguna está en la pantalla.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Back to the questions</source>
        <translation>Volver a las preguntas</translation>
    </message>
</context>
<context>
    <name>limen::ReceiptCard</name>
    <message>
        <source>A receipt for the person</source>
        <translation>Un recibo para la persona</translation>
    </message>
    <message>
        <source>Hand it over on paper now. The code is kept nowhere else; it finds the record again and opens nothing.</source>
        <translation>Entréguelo ahora en papel. El código no se guarda en ningún otro sitio; encuentra el registro y no abre nada.</translation>
    </message>
    <message>
        <source>QR code of the receipt</source>
        <translation>Código QR del recibo</translation>
    </message>
    <message>
        <source>Save to print (PDF)</source>
        <translation>Guardar para imprimir (PDF)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>The file was not written. Choose another folder.</source>
        <translation>El archivo no se escribió. Elija otra carpeta.</translation>
    </message>
</context>
<context>
    <name>Guarded</name>
    <message>
        <source>Sealed at once: nobody reads it here, not even in this shift</source>
        <translation>Se sella de inmediato: nadie lo lee aquí, ni siquiera en este turno</translation>
    </message>
    <message>
        <source>In no list and no search</source>
        <translation>En ninguna lista ni búsqueda</translation>
    </message>
    <message>
        <source>Opened elsewhere only with a second person</source>
        <translation>En otro lugar solo se abre con una segunda persona</translation>
    </message>
    <message>
        <source>Read by fewer people than others</source>
        <translation>Lo leen menos personas que los demás</translation>
    </message>
    <message>
        <source>Kept for a shorter time</source>
        <translation>Se guarda menos tiempo</translation>
    </message>
    <message>
        <source>This record is guarded</source>
        <translation>Este registro está más protegido</translation>
    </message>
    <message>
        <source>The programme's rules say so. It is not taken away here; who finds it wrong corrects the answer.</source>
        <translation>Lo dicen las reglas del programa. No se quita aquí; quien lo vea mal corrige la respuesta.</translation>
    </message>
</context>
<context>
    <name>limen::AlikePage</name>
    <message>
        <source>Back to the records</source>
        <translation>Volver a los registros</translation>
    </message>
    <message>
        <source>Perhaps the same person</source>
        <translation>Quizá la misma persona</translation>
    </message>
    <message>
        <source>Suggested by names and birth. Nothing is joined: you say what you know, and correct or erase a record where that is right.</source>
        <translation>Sugerido por los nombres y el nacimiento. No se une nada: usted dice lo que sabe, y corrige o borra un registro donde proceda.</translation>
    </message>
    <message>
        <source>Comparing the records that you may read…</source>
        <translation>Comparando los registros que puede leer…</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>Nada que comparar</translation>
    </message>
    <message>
        <source>No two records that you may read look like one person's, and no desk has asked.</source>
        <translation>Ningún par de registros que puede leer parece de una misma persona, y ningún puesto ha preguntado.</translation>
    </message>
    <message>
        <source>A desk asks you to look</source>
        <translation>Un puesto le pide que mire</translation>
    </message>
    <message>
        <source>Agrees: %1</source>
        <translation>Coincide: %1</translation>
    </message>
    <message>
        <source>The same person</source>
        <translation>La misma persona</translation>
    </message>
    <message>
        <source>Two persons</source>
        <translation>Dos personas</translation>
    </message>
    <message>
        <source>The name is sealed for you</source>
        <translation>El nombre está sellado para usted</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Guardado %1</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>Abrir el registro</translation>
    </message>
</context>
<context>
    <name>limen::AlikePanel</name>
    <message>
        <source>the same names</source>
        <translation>los mismos nombres</translation>
    </message>
    <message>
        <source>names that sound alike in another spelling or script</source>
        <translation>nombres que suenan igual con otra grafía o escritura</translation>
    </message>
    <message>
        <source>the names in another order</source>
        <translation>los nombres en otro orden</translation>
    </message>
    <message>
        <source>one of the two has more names</source>
        <translation>uno de los dos tiene más nombres</translation>
    </message>
    <message>
        <source>the same date of birth</source>
        <translation>la misma fecha de nacimiento</translation>
    </message>
    <message>
        <source>day and month of birth swapped</source>
        <translation>día y mes de nacimiento intercambiados</translation>
    </message>
    <message>
        <source>born within a year</source>
        <translation>nacimiento con un año de diferencia como máximo</translation>
    </message>
    <message>
        <source>the same year of birth</source>
        <translation>el mismo año de nacimiento</translation>
    </message>
    <message>
        <source>no date of birth to compare</source>
        <translation>sin fecha de nacimiento que comparar</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between the reasons</comment>
        <translation>; </translation>
    </message>
    <message>
        <source>Said: the same person</source>
        <translation>Dicho: la misma persona</translation>
    </message>
    <message>
        <source>Said: another person</source>
        <translation>Dicho: otra persona</translation>
    </message>
    <message>
        <source>A supervisor is asked</source>
        <translation>Se ha preguntado a un responsable</translation>
    </message>
    <message>
        <source>Perhaps the same person is here already: %1</source>
        <translation>Quizá la misma persona ya está aquí: %1</translation>
    </message>
    <message>
        <source>Compared with others who are here</source>
        <translation>Comparado con otros que están aquí</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Nothing is joined by itself, and you can go on without an answer.</source>
        <translation>Nada se une por sí solo, y puede seguir sin responder.</translation>
    </message>
    <message>
        <source>A record of another shift</source>
        <translation>Un registro de otro turno</translation>
    </message>
    <message>
        <source>A draft of yours, saved %1</source>
        <translation>Un borrador suyo, guardado %1</translation>
    </message>
    <message>
        <source>A record of this shift, finished %1</source>
        <translation>Un registro de este turno, terminado %1</translation>
    </message>
    <message>
        <source>Agrees: %1</source>
        <translation>Coincide: %1</translation>
    </message>
    <message>
        <source>Same person: go on with it</source>
        <translation>Misma persona: seguir con él</translation>
    </message>
    <message>
        <source>Same person: open it</source>
        <translation>Misma persona: abrirlo</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>Otra persona</translation>
    </message>
    <message>
        <source>Ask a supervisor</source>
        <translation>Preguntar a un responsable</translation>
    </message>
</context>
</TS>
