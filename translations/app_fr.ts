<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Parts</name>
    <message>
        <source>Type the word “%1” to confirm.</source>
        <translation>Saisissez le mot « %1 » pour confirmer.</translation>
    </message>
    <message>
        <source>The word that confirms</source>
        <translation>Le mot de confirmation</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>No security key is plugged in.</source>
        <translation>Aucune clé de sécurité n'est branchée.</translation>
    </message>
    <message>
        <source>Plug in your key, or choose another way to unlock.</source>
        <translation>Branchez votre clé, ou choisissez une autre façon de déverrouiller.</translation>
    </message>
    <message>
        <source>This security key was not set up for you here.</source>
        <translation>Cette clé de sécurité n'a pas été configurée ici pour vous.</translation>
    </message>
    <message>
        <source>The security key did not answer.</source>
        <translation>La clé de sécurité n'a pas répondu.</translation>
    </message>
    <message>
        <source>Plug it in, try again, and touch it when it blinks.</source>
        <translation>Branchez-la, réessayez, et touchez-la quand elle clignote.</translation>
    </message>
    <message>
        <source>The security key asks for its PIN.</source>
        <translation>La clé de sécurité demande son code PIN.</translation>
    </message>
    <message>
        <source>Check the PIN of the key, then try again.</source>
        <translation>Vérifiez le code PIN de la clé, puis réessayez.</translation>
    </message>
    <message>
        <source>The security chip of this laptop cannot be reached.</source>
        <translation>La puce de sécurité de cet ordinateur est inaccessible.</translation>
    </message>
    <message>
        <source>Choose another way to unlock, or ask your supervisor.</source>
        <translation>Choisissez une autre façon de déverrouiller, ou demandez à votre superviseur.</translation>
    </message>
    <message>
        <source>This disk was set up in another laptop.</source>
        <translation>Ce disque a été configuré dans un autre ordinateur.</translation>
    </message>
    <message>
        <source>The device cannot do what was asked of it.</source>
        <translation>L'appareil ne peut pas faire ce qui lui est demandé.</translation>
    </message>
    <message>
        <source>The six digits of your phone are needed, and these are not they.</source>
        <translation>Les six chiffres de votre téléphone sont nécessaires, et ce ne sont pas ceux-ci.</translation>
    </message>
    <message>
        <source>Type the digits that the phone shows now. Its clock must be right.</source>
        <translation>Saisissez les chiffres que le téléphone affiche maintenant. Son horloge doit être juste.</translation>
    </message>
    <message>
        <source>These six digits were used already.</source>
        <translation>Ces six chiffres ont déjà servi.</translation>
    </message>
    <message>
        <source>Wait until the phone shows the next ones.</source>
        <translation>Attendez que le téléphone affiche les suivants.</translation>
    </message>
    <message>
        <source>The passphrase alone does not open this.</source>
        <translation>La phrase secrète seule n'ouvre pas ceci.</translation>
    </message>
    <message>
        <source>Use your security key, this laptop's chip or a printed code.</source>
        <translation>Utilisez votre clé de sécurité, la puce de cet ordinateur ou un code imprimé.</translation>
    </message>
    <message>
        <source>That is not the passphrase.</source>
        <translation>Ce n'est pas la phrase secrète.</translation>
    </message>
    <message>
        <source>Check the keyboard's language and Caps Lock, then type it again.</source>
        <translation>Vérifiez la langue du clavier et le verrouillage des majuscules, puis saisissez-la de nouveau.</translation>
    </message>
    <message>
        <source>There were too many tries.</source>
        <translation>Il y a eu trop d'essais.</translation>
    </message>
    <message>
        <source>Wait until the time shown, then try again.</source>
        <translation>Attendez l'heure indiquée, puis réessayez.</translation>
    </message>
    <message>
        <source>This name is blocked after 20 wrong tries.</source>
        <translation>Ce nom est bloqué après 20 essais manqués.</translation>
    </message>
    <message>
        <source>Ask your supervisor to let you in again.</source>
        <translation>Demandez à votre responsable de vous rouvrir l'accès.</translation>
    </message>
    <message>
        <source>This name is not known here.</source>
        <translation>Ce nom n'est pas connu ici.</translation>
    </message>
    <message>
        <source>Choose another name, or ask your administrator.</source>
        <translation>Choisissez un autre nom ou demandez à votre administrateur.</translation>
    </message>
    <message>
        <source>This passphrase is too easy to guess.</source>
        <translation>Cette phrase secrète est trop facile à deviner.</translation>
    </message>
    <message>
        <source>Use at least 15 characters; a few unusual words are best.</source>
        <translation>Utilisez au moins 15 caractères ; quelques mots peu courants conviennent le mieux.</translation>
    </message>
    <message>
        <source>A backup of this station could not be written or read.</source>
        <translation>Une sauvegarde de cette station n'a pas pu être écrite ou lue.</translation>
    </message>
    <message>
        <source>This station came back from a backup and has not synced since.</source>
        <translation>Cette station est revenue d'une sauvegarde et ne s'est pas synchronisée depuis.</translation>
    </message>
    <message>
        <source>Sync first; then a shift can be opened.</source>
        <translation>Synchronisez d'abord ; ensuite un service peut être ouvert.</translation>
    </message>
    <message>
        <source>This laptop is not a station yet.</source>
        <translation>Cet ordinateur n'est pas encore une station.</translation>
    </message>
    <message>
        <source>Ask your administrator to enrol it.</source>
        <translation>Demandez à votre administrateur de l'inscrire.</translation>
    </message>
    <message>
        <source>This laptop has asked to become a station and is not approved yet.</source>
        <translation>Cet ordinateur a demandé à devenir une station et n'est pas encore approuvé.</translation>
    </message>
    <message>
        <source>Ask your administrator to approve it.</source>
        <translation>Demandez à votre administrateur de l'approuver.</translation>
    </message>
    <message>
        <source>A file of this station is damaged.</source>
        <translation>Un fichier de cette station est endommagé.</translation>
    </message>
    <message>
        <source>Do not change anything in its folder. Tell your administrator.</source>
        <translation>Ne changez rien dans son dossier. Prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>This was written by a newer version of Limen.</source>
        <translation>Ceci a été écrit par une version plus récente de Limen.</translation>
    </message>
    <message>
        <source>Update Limen on this laptop.</source>
        <translation>Mettez Limen à jour sur cet ordinateur.</translation>
    </message>
    <message>
        <source>The records file does not belong to this station.</source>
        <translation>Le fichier des dossiers n'appartient pas à cette station.</translation>
    </message>
    <message>
        <source>The disk of this laptop is full.</source>
        <translation>Le disque de cet ordinateur est plein.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Libérez de la place, puis réessayez.</translation>
    </message>
    <message>
        <source>The disk did not take what was written.</source>
        <translation>Le disque n'a pas accepté l'écriture.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, tell your administrator.</source>
        <translation>Réessayez. Si cela se reproduit, prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>Another program is using the records file.</source>
        <translation>Un autre programme utilise le fichier des dossiers.</translation>
    </message>
    <message>
        <source>Close it, then try again.</source>
        <translation>Fermez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>Cela n'existe plus.</translation>
    </message>
    <message>
        <source>Go back to the list.</source>
        <translation>Revenez à la liste.</translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation>Aucun service n'est ouvert.</translation>
    </message>
    <message>
        <source>Open a shift on the Shift page.</source>
        <translation>Ouvrez un service à la page Service.</translation>
    </message>
    <message>
        <source>A shift is open already.</source>
        <translation>Un service est déjà ouvert.</translation>
    </message>
    <message>
        <source>Close it first.</source>
        <translation>Fermez-le d'abord.</translation>
    </message>
    <message>
        <source>This station has no programme to work with.</source>
        <translation>Cette station n'a pas de programme.</translation>
    </message>
    <message>
        <source>Sync to receive one, or ask your administrator.</source>
        <translation>Synchronisez pour en recevoir un ou demandez à votre administrateur.</translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation>Votre rôle ne le permet pas.</translation>
    </message>
    <message>
        <source>This station was wiped by the order of two people.</source>
        <translation>Cette station a été effacée sur l’ordre de deux personnes.</translation>
    </message>
    <message>
        <source>Its records are no longer on this laptop. Ask your administrator.</source>
        <translation>Ses dossiers ne sont plus sur cet ordinateur. Adressez-vous à votre administrateur.</translation>
    </message>
    <message>
        <source>This station has not heard from the server for too long, so no record is opened.</source>
        <translation>Cette station est restée trop longtemps sans nouvelles du serveur ; aucun dossier ne s’ouvre.</translation>
    </message>
    <message>
        <source>Sync, and they open again. New records can be taken meanwhile.</source>
        <translation>Synchronisez, et ils s’ouvriront de nouveau. De nouveaux dossiers peuvent être pris en attendant.</translation>
    </message>
    <message>
        <source>This passphrase was given to you to be changed.</source>
        <translation>Cette phrase secrète vous a été donnée pour être changée.</translation>
    </message>
    <message>
        <source>Choose one of your own that nobody else knows.</source>
        <translation>Choisissez-en une que personne d'autre ne connaît.</translation>
    </message>
    <message>
        <source>Somebody else's shift is open on this laptop.</source>
        <translation>Le service d'une autre personne est ouvert sur cet ordinateur.</translation>
    </message>
    <message>
        <source>They can close it, or a supervisor can end it. You can read and sync meanwhile.</source>
        <translation>Elle peut le fermer, ou un responsable peut y mettre fin. Vous pouvez lire et synchroniser entre-temps.</translation>
    </message>
    <message>
        <source>This needs your passphrase again.</source>
        <translation>Votre phrase secrète est demandée à nouveau.</translation>
    </message>
    <message>
        <source>Type it, then repeat what you were doing.</source>
        <translation>Saisissez-la, puis recommencez ce que vous faisiez.</translation>
    </message>
    <message>
        <source>This needs a second person.</source>
        <translation>Il faut une deuxième personne.</translation>
    </message>
    <message>
        <source>Ask a supervisor of this station to confirm it with their own passphrase.</source>
        <translation>Demandez à un responsable de ce poste de confirmer avec sa propre phrase secrète.</translation>
    </message>
    <message>
        <source>The request is no longer valid.</source>
        <translation>La demande n'est plus valable.</translation>
    </message>
    <message>
        <source>Ask for it again.</source>
        <translation>Refaites la demande.</translation>
    </message>
    <message>
        <source>Ask your supervisor.</source>
        <translation>Demandez à votre responsable.</translation>
    </message>
    <message>
        <source>A part of this cannot be opened here.</source>
        <translation>Une partie ne peut pas être ouverte ici.</translation>
    </message>
    <message>
        <source>If it should be readable for you, tell your administrator.</source>
        <translation>Si vous devriez pouvoir la lire, prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>It is larger than Limen accepts.</source>
        <translation>C'est plus grand que ce que Limen accepte.</translation>
    </message>
    <message>
        <source>Shorten the longest answers, then try again.</source>
        <translation>Raccourcissez les réponses les plus longues, puis réessayez.</translation>
    </message>
    <message>
        <source>An answer does not fit its question.</source>
        <translation>Une réponse ne convient pas à sa question.</translation>
    </message>
    <message>
        <source>Go through the questions that are marked.</source>
        <translation>Parcourez les questions signalées.</translation>
    </message>
    <message>
        <source>A programme was refused, because it is damaged or not signed as it must be.</source>
        <translation>Un programme a été refusé : il est endommagé ou mal signé.</translation>
    </message>
    <message>
        <source>The one you have stays in use. Tell your administrator.</source>
        <translation>Celui que vous avez reste en service. Prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>Le serveur est injoignable.</translation>
    </message>
    <message>
        <source>Check the network, then sync again. You can go on working without it.</source>
        <translation>Vérifiez le réseau, puis synchronisez de nouveau. Vous pouvez travailler sans lui.</translation>
    </message>
    <message>
        <source>Something answered that is not our server.</source>
        <translation>Ce qui a répondu n'est pas notre serveur.</translation>
    </message>
    <message>
        <source>Use another network and tell your administrator.</source>
        <translation>Utilisez un autre réseau et prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>The server did not accept this station.</source>
        <translation>Le serveur n'a pas accepté cette station.</translation>
    </message>
    <message>
        <source>Ask your administrator whether it is still enrolled.</source>
        <translation>Demandez à votre administrateur si elle est toujours inscrite.</translation>
    </message>
    <message>
        <source>The connection was cut.</source>
        <translation>La connexion a été coupée.</translation>
    </message>
    <message>
        <source>Sync again: it goes on where it stopped.</source>
        <translation>Synchronisez de nouveau : cela reprend là où c'était arrêté.</translation>
    </message>
    <message>
        <source>The sync was cancelled.</source>
        <translation>La synchronisation a été annulée.</translation>
    </message>
    <message>
        <source>Sync again when it suits you: it goes on where it stopped.</source>
        <translation>Synchronisez quand cela vous convient : cela reprend là où c'était arrêté.</translation>
    </message>
    <message>
        <source>The server took too long to answer.</source>
        <translation>Le serveur a mis trop de temps à répondre.</translation>
    </message>
    <message>
        <source>Sync again later: it goes on where it stopped.</source>
        <translation>Synchronisez plus tard : cela reprend là où c'était arrêté.</translation>
    </message>
    <message>
        <source>Something that came from the server is damaged and was not taken.</source>
        <translation>Un envoi du serveur est endommagé et n'a pas été pris.</translation>
    </message>
    <message>
        <source>Sync again. If it happens again, tell your administrator.</source>
        <translation>Synchronisez de nouveau. Si cela se reproduit, prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>A file of the organisation is damaged or not signed as it must be.</source>
        <translation>Un fichier de l'organisation est endommagé ou mal signé.</translation>
    </message>
    <message>
        <source>Tell your administrator.</source>
        <translation>Prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>The code was not accepted.</source>
        <translation>Le code n'a pas été accepté.</translation>
    </message>
    <message>
        <source>Ask your administrator for a new one.</source>
        <translation>Demandez-en un nouveau à votre administrateur.</translation>
    </message>
    <message>
        <source>An administrator has not decided yet.</source>
        <translation>Un administrateur n'a pas encore décidé.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Réessayez plus tard.</translation>
    </message>
    <message>
        <source>A part of Limen has ended unexpectedly.</source>
        <translation>Une partie de Limen s'est arrêtée de façon inattendue.</translation>
    </message>
    <message>
        <source>Lock, then unlock again.</source>
        <translation>Verrouillez, puis déverrouillez.</translation>
    </message>
    <message>
        <source>It is there already.</source>
        <translation>C'est déjà là.</translation>
    </message>
    <message>
        <source>Nothing more is needed.</source>
        <translation>Il n'y a rien d'autre à faire.</translation>
    </message>
    <message>
        <source>The programme has no such question.</source>
        <translation>Le programme n'a pas cette question.</translation>
    </message>
    <message>
        <source>Nothing was opened and nothing was changed.</source>
        <translation>Rien n'a été ouvert ni modifié.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Rien n'a été modifié.</translation>
    </message>
    <message>
        <source>No record was started.</source>
        <translation>Aucun dossier n'a été commencé.</translation>
    </message>
    <message>
        <source>Your last answers are on the screen but not on the disk yet; everything before them is kept.</source>
        <translation>Vos dernières réponses sont à l'écran mais pas encore sur le disque ; tout ce qui précède est conservé.</translation>
    </message>
    <message>
        <source>The record is not finished; all its answers are kept as a draft.</source>
        <translation>Le dossier n'est pas terminé ; toutes ses réponses sont conservées comme brouillon.</translation>
    </message>
    <message>
        <source>The draft is still there.</source>
        <translation>Le brouillon est toujours là.</translation>
    </message>
    <message>
        <source>The records are not touched.</source>
        <translation>Les dossiers sont intacts.</translation>
    </message>
    <message>
        <source>The record is not touched.</source>
        <translation>Le dossier est intact.</translation>
    </message>
    <message>
        <source>Every record is kept on this laptop, and what the server confirmed stays confirmed.</source>
        <translation>Tous les dossiers sont conservés sur cet ordinateur, et ce que le serveur a confirmé reste confirmé.</translation>
    </message>
    <message>
        <source>The shift is as it was.</source>
        <translation>Le service est comme avant.</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Quelque chose n'a pas fonctionné.</translation>
    </message>
    <message>
        <source>The server refused a part of what was sent.</source>
        <translation>Le serveur a refusé une partie de l'envoi.</translation>
    </message>
    <message>
        <source>This station and the server do not hold the same records.</source>
        <translation>Cette station et le serveur n'ont pas les mêmes dossiers.</translation>
    </message>
    <message>
        <source>The sync stopped before the end.</source>
        <translation>La synchronisation s'est arrêtée avant la fin.</translation>
    </message>
    <message>
        <source>Enter a whole number in digits, such as 4</source>
        <translation>Saisissez un nombre entier en chiffres, par exemple 4</translation>
    </message>
    <message>
        <source>Enter a number in digits, such as 2.5</source>
        <translation>Saisissez un nombre en chiffres, par exemple 2.5</translation>
    </message>
    <message>
        <source>Enter a real date: day, month and a year of four digits</source>
        <translation>Saisissez une date réelle : jour, mois et année à quatre chiffres</translation>
    </message>
    <message>
        <source>Enter latitude and longitude in degrees, such as 36.82 and 10.17</source>
        <translation>Saisissez la latitude et la longitude en degrés, par exemple 36.82 et 10.17</translation>
    </message>
    <message>
        <source>Enter an answer that fits the question</source>
        <translation>Saisissez une réponse qui convient à la question</translation>
    </message>
    <message>
        <source>This answer is not possible here. Check it</source>
        <translation>Cette réponse n'est pas possible ici. Vérifiez-la</translation>
    </message>
    <message>
        <source>Choose one answer</source>
        <translation>Choisissez une réponse</translation>
    </message>
    <message>
        <source>Choose at least one answer</source>
        <translation>Choisissez au moins une réponse</translation>
    </message>
    <message>
        <source>Enter a number</source>
        <translation>Saisissez un nombre</translation>
    </message>
    <message>
        <source>Enter a date</source>
        <translation>Saisissez une date</translation>
    </message>
    <message>
        <source>Enter a place: latitude and longitude</source>
        <translation>Saisissez un lieu : latitude et longitude</translation>
    </message>
    <message>
        <source>Enter an answer</source>
        <translation>Saisissez une réponse</translation>
    </message>
    <message>
        <source>Enter a year of four digits</source>
        <translation>Saisissez une année à quatre chiffres</translation>
    </message>
    <message>
        <source>Enter a month and a year of four digits</source>
        <translation>Saisissez un mois et une année à quatre chiffres</translation>
    </message>
    <message>
        <source>Enter a time of day: an hour up to 23 and a minute up to 59</source>
        <translation>Saisissez une heure : jusqu'à 23 pour l'heure, jusqu'à 59 pour les minutes</translation>
    </message>
    <message>
        <source>Enter a real date with a year of four digits, and a time of day</source>
        <translation>Saisissez une date réelle avec une année à quatre chiffres, et une heure</translation>
    </message>
    <message>
        <source>Enter latitude and longitude of every point in degrees, such as 36.82 and 10.17</source>
        <translation>Saisissez la latitude et la longitude de chaque point en degrés, par exemple 36.82 et 10.17</translation>
    </message>
    <message>
        <source>Put the lines in order, or say that their order is right</source>
        <translation>Mettez les lignes en ordre, ou dites que l'ordre est juste</translation>
    </message>
    <message>
        <source>Confirm this to go on</source>
        <translation>Confirmez pour continuer</translation>
    </message>
    <message>
        <source>Enter a time of day</source>
        <translation>Saisissez une heure</translation>
    </message>
    <message>
        <source>Enter a date and a time of day</source>
        <translation>Saisissez une date et une heure</translation>
    </message>
    <message>
        <source>Enter at least two points</source>
        <translation>Saisissez au moins deux points</translation>
    </message>
    <message>
        <source>Enter at least three points</source>
        <translation>Saisissez au moins trois points</translation>
    </message>
    <message>
        <source>This person cannot take drafts at this laptop.</source>
        <translation>Cette personne ne peut pas recevoir de brouillons sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Choose somebody who takes records here and has unlocked it before.</source>
        <translation>Choisissez quelqu’un qui prend des dossiers ici et qui l’a déjà déverrouillé.</translation>
    </message>
    <message>
        <source>Drafts are not decided on yet.</source>
        <translation>Le sort de certains brouillons n’est pas encore décidé.</translation>
    </message>
    <message>
        <source>Finish, seal, hand over or discard each of them, then close the shift.</source>
        <translation>Terminez, scellez, transmettez ou supprimez chacun, puis fermez le service.</translation>
    </message>
    <message>
        <source>The record is as it was.</source>
        <translation>Le dossier est resté tel quel.</translation>
    </message>
    <message>
        <source>Nobody's access was changed.</source>
        <translation>L’accès de personne n’a été modifié.</translation>
    </message>
    <message>
        <source>Nothing was done yet.</source>
        <translation>Rien n’a encore été fait.</translation>
    </message>
    <message>
        <source>The server knows another log of this station: this laptop's store is an older copy, or there are two.</source>
        <translation>Le serveur connaît un autre journal de cette station : cet ordinateur tient une copie plus ancienne, ou il y en a deux.</translation>
    </message>
    <message>
        <source>Begin no new record here. Tell your administrator now.</source>
        <translation>Ne commencez aucun nouveau dossier ici. Prévenez maintenant votre administrateur.</translation>
    </message>
    <message>
        <source>No backup was made.</source>
        <translation>Aucune sauvegarde n'a été faite.</translation>
    </message>
    <message>
        <source>Its stick or folder is not there; your work goes on.</source>
        <translation>Sa clé USB ou son dossier n'est pas là ; votre travail continue.</translation>
    </message>
    <message>
        <source>Put the stick in: the next unlock or sync tries again.</source>
        <translation>Branchez la clé : le prochain déverrouillage ou la prochaine synchronisation réessaie.</translation>
    </message>
    <message>
        <source>Its stick or folder is full; your work goes on.</source>
        <translation>Sa clé USB ou son dossier est plein ; votre travail continue.</translation>
    </message>
    <message>
        <source>Use another stick: the next unlock or sync tries again.</source>
        <translation>Prenez une autre clé : le prochain déverrouillage ou la prochaine synchronisation réessaie.</translation>
    </message>
    <message>
        <source>It could not be written; your work goes on.</source>
        <translation>Elle n'a pas pu être écrite ; votre travail continue.</translation>
    </message>
    <message>
        <source>This is no JPEG or PNG picture, or it is damaged.</source>
        <translation>Ce n’est pas une image JPEG ou PNG, ou elle est endommagée.</translation>
    </message>
    <message>
        <source>Choose another file, or take the picture again.</source>
        <translation>Choisissez un autre fichier ou reprenez la photo.</translation>
    </message>
    <message>
        <source>This picture is larger than Limen keeps.</source>
        <translation>Cette image est plus grande que ce que Limen garde.</translation>
    </message>
    <message>
        <source>Take it again with fewer pixels.</source>
        <translation>Reprenez-la avec moins de pixels.</translation>
    </message>
    <message>
        <source>The picture is not on this laptop yet.</source>
        <translation>L’image n’est pas encore sur cet ordinateur.</translation>
    </message>
    <message>
        <source>It comes with the next sync.</source>
        <translation>Elle arrive avec la prochaine synchronisation.</translation>
    </message>
    <message>
        <source>The picture is not as it was when it was sealed, and is not shown.</source>
        <translation>L’image n’est plus telle qu’elle a été scellée et n’est pas montrée.</translation>
    </message>
    <message>
        <source>This record holds as many pictures as it may.</source>
        <translation>Cet enregistrement contient déjà autant d’images que permis.</translation>
    </message>
    <message>
        <source>Finish it, or leave this picture out.</source>
        <translation>Terminez-le ou laissez cette image de côté.</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Choisissez une image</translation>
    </message>
    <message>
        <source>This form cannot be finished here: it needs sound or film, and Limen keeps pictures only</source>
        <translation>Ce formulaire ne peut pas être terminé ici : il demande du son ou un film, et Limen ne garde que des images</translation>
    </message>
    <message>
        <source>The person was not told yet, or has not chosen yet.</source>
        <translation>La personne n'a pas encore été informée, ou n'a pas encore choisi.</translation>
    </message>
    <message>
        <source>The draft is kept as it is.</source>
        <translation>Le brouillon reste tel quel.</translation>
    </message>
    <message>
        <source>Go to Notice and consent and answer what is open there. You can also discard the draft.</source>
        <translation>Allez à « Information et consentement » et répondez à ce qui manque. Vous pouvez aussi supprimer le brouillon.</translation>
    </message>
    <message>
        <source>The person did not agree to what this answer is for.</source>
        <translation>La personne n'a pas accepté ce à quoi sert cette réponse.</translation>
    </message>
    <message>
        <source>Ask them first. Their yes is corrected before the answer is.</source>
        <translation>Demandez-lui d'abord. Son oui se corrige avant la réponse.</translation>
    </message>
    <message>
        <source>A file on the stick is damaged or cut short, and was not taken.</source>
        <translation>Un fichier de la clé est abîmé ou tronqué, et n'a pas été pris.</translation>
    </message>
    <message>
        <source>Have it copied again, on another stick if need be.</source>
        <translation>Faites-le copier de nouveau, sur une autre clé s'il le faut.</translation>
    </message>
    <message>
        <source>A file on the stick is not from our server, or not for this station, and was not taken.</source>
        <translation>Un fichier de la clé ne vient pas de notre serveur, ou n'est pas pour ce poste, et n'a pas été pris.</translation>
    </message>
    <message>
        <source>Keep the stick and tell your administrator.</source>
        <translation>Gardez la clé et prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>The answer on the stick no longer fits this laptop, and was not taken.</source>
        <translation>La réponse sur la clé ne convient plus à cet ordinateur, et n'a pas été prise.</translation>
    </message>
    <message>
        <source>Write to the stick again, and take the new answer.</source>
        <translation>Écrivez de nouveau sur la clé, et prenez la nouvelle réponse.</translation>
    </message>
    <message>
        <source>A part of the answer is missing on the stick.</source>
        <translation>Une partie de la réponse manque sur la clé.</translation>
    </message>
    <message>
        <source>Have all files of the answer brought together.</source>
        <translation>Faites porter ensemble tous les fichiers de la réponse.</translation>
    </message>
    <message>
        <source>The stick or folder is not there.</source>
        <translation>La clé ou le dossier n'est pas là.</translation>
    </message>
    <message>
        <source>Plug it in, then choose it again.</source>
        <translation>Branchez-la, puis choisissez-la de nouveau.</translation>
    </message>
    <message>
        <source>This seems to hold an e-mail address. It belongs into a question of its own, or nowhere.</source>
        <translation>Cela semble contenir une adresse e-mail. Elle a sa place dans une question à part, ou nulle part.</translation>
    </message>
    <message>
        <source>This seems to hold a telephone number. It belongs into a question of its own, or nowhere.</source>
        <translation>Cela semble contenir un numéro de téléphone. Il a sa place dans une question à part, ou nulle part.</translation>
    </message>
    <message>
        <source>This seems to hold the number of a document. It belongs into a question of its own, or nowhere.</source>
        <translation>Cela semble contenir le numéro d'un document. Il a sa place dans une question à part, ou nulle part.</translation>
    </message>
    <message>
        <source>This seems to hold a date, perhaps of birth. It belongs into a question of its own, or nowhere.</source>
        <translation>Cela semble contenir une date, peut-être de naissance. Elle a sa place dans une question à part, ou nulle part.</translation>
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
        <translation>il y a %1 s</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>il y a %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>il y a %1 h</translation>
    </message>
    <message>
        <source>%1 here, %2 confirmed</source>
        <translation>%1 ici, %2 confirmés</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) here</source>
        <translation>
            <numerusform>%n dossier ici</numerusform>
            <numerusform>%n dossiers ici</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 confirmed by the server</source>
        <translation>%1, %2 confirmés par le serveur</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>personne pour l'instant</translation>
    </message>
    <message>
        <source>Kept as it was answered.</source>
        <translation>Conservé tel que répondu.</translation>
    </message>
    <message>
        <source>Only the year is kept.</source>
        <translation>Seule l'année est conservée.</translation>
    </message>
    <message>
        <source>Only an age band of %1 years is kept.</source>
        <translation>Seule une tranche d'âge de %1 ans est conservée.</translation>
    </message>
    <message>
        <source>Only the first letter is kept.</source>
        <translation>Seule la première lettre est conservée.</translation>
    </message>
    <message>
        <source>Kept rounded to steps of %1.</source>
        <translation>Conservé arrondi par pas de %1.</translation>
    </message>
    <message>
        <source>Only whether there was an answer is kept.</source>
        <translation>On conserve seulement s'il y a eu une réponse.</translation>
    </message>
    <message>
        <source>Not kept: it is used while you ask, then dropped.</source>
        <translation>Non conservé : sert pendant l'entretien, puis est effacé.</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <comment>a question that is only confirmed</comment>
        <translation>Confirmé</translation>
    </message>
    <message>
        <source>Entered, not shown</source>
        <translation>Saisi, non affiché</translation>
    </message>
    <message>
        <source>Picture, %1</source>
        <translation>Image, %1</translation>
    </message>
</context>
<context>
    <name>limen::FormPageView</name>
    <message>
        <source>Whether the answers are saved</source>
        <translation>Si les réponses sont enregistrées</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Show in another language</source>
        <translation>Montrer dans une autre langue</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Pas encore enregistré</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Enregistrement…</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Enregistré %1</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Relecture</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>Finish record</source>
        <translation>Terminer le dossier</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>%1, number %2</source>
        <translation>%1, numéro %2</translation>
    </message>
    <message>
        <source>Entered so far: %1. Add one more, or continue.</source>
        <translation>Saisis jusqu'ici : %1. Ajoutez-en un autre ou continuez.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Change number %1</source>
        <translation>Modifier le numéro %1</translation>
    </message>
    <message>
        <source>Remove number %1</source>
        <translation>Retirer le numéro %1</translation>
    </message>
    <message>
        <source>Add one more</source>
        <translation>Ajouter un autre</translation>
    </message>
    <message>
        <source>Will be sealed, readable by %1</source>
        <translation>Sera scellé, lisible par : %1</translation>
    </message>
    <message>
        <source>Readable by %1</source>
        <translation>Lisible par : %1</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sans réponse</translation>
    </message>
    <message>
        <source>Change: %1</source>
        <translation>Modifier : %1</translation>
    </message>
    <message>
        <source>Check the answers</source>
        <translation>Vérifiez les réponses</translation>
    </message>
    <message>
        <source>Finishing seals the record. Sealed answers can be read here only while this shift is open.</source>
        <translation>Terminer scelle le dossier. Les réponses scellées ne se lisent ici que tant que ce service est ouvert.</translation>
    </message>
    <message>
        <source>Check these answers first</source>
        <translation>Vérifiez d'abord ces réponses</translation>
    </message>
    <message>
        <source>Hide the other language</source>
        <translation>Masquer l'autre langue</translation>
    </message>
    <message>
        <source>Preview: nothing is kept</source>
        <translation>Aperçu : rien n'est conservé</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Mettre de côté</translation>
    </message>
    <message>
        <source>Keeps this one as a draft, so that you can start another or go on with one</source>
        <translation>Garde celui-ci comme brouillon, pour en commencer un autre ou en poursuivre un</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Saves, and covers the answers until the person wants to go on</source>
        <translation>Enregistre et masque les réponses jusqu'à ce que la personne veuille continuer</translation>
    </message>
    <message>
        <source>Show to the person</source>
        <translation>Montrer à la personne</translation>
    </message>
    <message>
        <source>Something stands in free text that belongs elsewhere</source>
        <translation>Un texte libre contient ce qui a sa place ailleurs</translation>
    </message>
</context>
<context>
    <name>limen::IntakePage</name>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>Nouveau dossier</translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation>Aucun service n'est ouvert.</translation>
    </message>
    <message>
        <source>Records that were finished stay sealed.</source>
        <translation>Les dossiers terminés restent scellés.</translation>
    </message>
    <message>
        <source>Open a shift to take new records.</source>
        <translation>Ouvrez un service pour prendre de nouveaux dossiers.</translation>
    </message>
    <message>
        <source>Go to Shift</source>
        <translation>Aller au service</translation>
    </message>
    <message>
        <source>There is no programme on this station yet</source>
        <translation>Il n'y a pas encore de programme sur cette station</translation>
    </message>
    <message>
        <source>A programme says what is asked and why. Sync to receive one, or ask your administrator.</source>
        <translation>Un programme dit ce qui est demandé et pourquoi. Synchronisez pour en recevoir un ou demandez à votre administrateur.</translation>
    </message>
    <message>
        <source>Version %1. Languages: %2</source>
        <translation>Version %1. Langues : %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Demonstration only, without protection rules</source>
        <translation>Démonstration seulement, sans règles de protection</translation>
    </message>
    <message>
        <source>Start record</source>
        <translation>Commencer un dossier</translation>
    </message>
    <message>
        <source>Start record: %1</source>
        <translation>Commencer un dossier : %1</translation>
    </message>
    <message>
        <source>Record finished</source>
        <translation>Dossier terminé</translation>
    </message>
    <message>
        <source>It is sealed and saved on this laptop. The server has not confirmed it yet: it goes with the next sync.</source>
        <translation>Il est scellé et enregistré sur cet ordinateur. Le serveur ne l'a pas encore confirmé : il partira à la prochaine synchronisation.</translation>
    </message>
    <message>
        <source>Next record</source>
        <translation>Dossier suivant</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Show this record</source>
        <translation>Montrer ce dossier</translation>
    </message>
    <message>
        <source>The shift of %1 is open on this laptop.</source>
        <translation>Le service de %1 est ouvert sur cet ordinateur.</translation>
    </message>
    <message>
        <source>You can read and sync meanwhile.</source>
        <translation>Vous pouvez lire et synchroniser en attendant.</translation>
    </message>
    <message>
        <source>Not finished yet: %1</source>
        <translation>Pas encore terminés : %1</translation>
    </message>
</context>
<context>
    <name>limen::MainWindow</name>
    <message>
        <source>Opening the records of this station…</source>
        <translation>Ouverture des dossiers de cette station…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>Intake</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Synchroniser</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Informations</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>shift open since %1</source>
        <translation>service ouvert depuis %1</translation>
    </message>
    <message>
        <source>no shift open</source>
        <translation>aucun service ouvert</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>site, shift</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Demonstration: this station runs a form without protection rules. Do not enter real people.</source>
        <translation>Démonstration : cette station utilise un formulaire sans règles de protection. N'y inscrivez aucune personne réelle.</translation>
    </message>
    <message>
        <source>The screen is covered</source>
        <translation>L'écran est couvert</translation>
    </message>
    <message>
        <source>Press F3 to go on, F2 to lock.</source>
        <translation>Appuyez sur F3 pour continuer, sur F2 pour verrouiller.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <source>shift of %1 open</source>
        <translation>service de %1 ouvert</translation>
    </message>
</context>
<context>
    <name>limen::NoticesPage</name>
    <message>
        <source>Notices</source>
        <translation>Informations</translation>
    </message>
    <message>
        <source>What is asked and why, what is kept of each answer and who may read it. Show it to anybody who wants to know.</source>
        <translation>Ce qui est demandé et pourquoi, ce qui est conservé de chaque réponse et qui peut le lire. Montrez-le à toute personne qui veut le savoir.</translation>
    </message>
    <message>
        <source>There is no programme on this station yet</source>
        <translation>Il n'y a pas encore de programme sur cette station</translation>
    </message>
    <message>
        <source>Sync to receive one, or ask your administrator.</source>
        <translation>Synchronisez pour en recevoir un ou demandez à votre administrateur.</translation>
    </message>
    <message>
        <source>This form is a demonstration without protection rules.</source>
        <translation>Ce formulaire est une démonstration sans règles de protection.</translation>
    </message>
    <message>
        <source>Every answer is sealed as identity and kept as it was answered.</source>
        <translation>Chaque réponse est scellée comme identité et conservée telle quelle.</translation>
    </message>
    <message>
        <source>Do not use it with real people.</source>
        <translation>Ne l'utilisez pas avec de vraies personnes.</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>Finalités</translation>
    </message>
    <message>
        <source>Sealed, readable by %1</source>
        <translation>Scellé, lisible par : %1</translation>
    </message>
    <message>
        <source>Readable by %1</source>
        <translation>Lisible par : %1</translation>
    </message>
</context>
<context>
    <name>limen::PointField</name>
    <message>
        <source>Latitude</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Longitude</translation>
    </message>
</context>
<context>
    <name>limen::QuestionWidget</name>
    <message>
        <source>Why do you ask this?</source>
        <translation>Pourquoi demandez-vous cela ?</translation>
    </message>
    <message>
        <source>The programme gives no reason for this question.</source>
        <translation>Le programme ne donne pas de raison pour cette question.</translation>
    </message>
    <message>
        <source>Used for: %1</source>
        <translation>Sert à : %1</translation>
    </message>
    <message>
        <source>Sealed, readable by %1</source>
        <translation>Scellé, lisible par : %1</translation>
    </message>
    <message>
        <source>Readable by %1</source>
        <translation>Lisible par : %1</translation>
    </message>
    <message>
        <source>More</source>
        <comment>guidance for the officer</comment>
        <translation>Plus</translation>
    </message>
</context>
<context>
    <name>limen::RecordViewPage</name>
    <message>
        <source>Two people answered differently. It waits for a decision.</source>
        <translation>Deux personnes ont répondu différemment. Une décision est attendue.</translation>
    </message>
    <message>
        <source>Changed by two who had not seen each other</source>
        <translation>Changé par deux personnes, chacune sans avoir vu l'autre changement</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Retour à la liste</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Enregistré %1</translation>
    </message>
    <message>
        <source>Confirmed by the server</source>
        <translation>Confirmé par le serveur</translation>
    </message>
    <message>
        <source>On this laptop only, waits for the next sync</source>
        <translation>Sur cet ordinateur seulement, en attente de la prochaine synchronisation</translation>
    </message>
    <message>
        <source>Sealed, readable by nobody at this site</source>
        <translation>Scellé, lisible par personne sur ce site</translation>
    </message>
    <message>
        <source>Sealed, readable by %1</source>
        <translation>Scellé, lisible par : %1</translation>
    </message>
    <message>
        <source>Nothing was answered here.</source>
        <translation>Rien n'a été répondu ici.</translation>
    </message>
    <message>
        <source>Damaged: it does not open and was not changed. Tell your administrator.</source>
        <translation>Endommagé : cela ne s'ouvre pas et n'a pas été modifié. Prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>%1, number %2</source>
        <translation>%1, numéro %2</translation>
    </message>
    <message>
        <source>Correct an answer…</source>
        <translation>Corriger une réponse…</translation>
    </message>
    <message>
        <source>Sealed before it was complete</source>
        <translation>Scellé avant d’être complet</translation>
    </message>
    <message>
        <source>Show it large</source>
        <translation>L’afficher en grand</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>This picture cannot be shown on this laptop.</source>
        <translation>Cette image ne peut pas être affichée sur cet ordinateur.</translation>
    </message>
    <message>
        <source>The picture is not on this laptop yet. Its small form comes with the next sync.</source>
        <translation>L’image n’est pas encore sur cet ordinateur. Sa petite version arrive avec la prochaine synchronisation.</translation>
    </message>
    <message>
        <source>The large picture is not on this laptop yet. It comes with the next sync.</source>
        <translation>La grande image n’est pas encore sur cet ordinateur. Elle arrive avec la prochaine synchronisation.</translation>
    </message>
    <message>
        <source>What the person agreed to</source>
        <translation>Ce que la personne a accepté</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>Accepté</translation>
    </message>
    <message>
        <source>Refused or taken back</source>
        <translation>Refusé ou retiré</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Retirer…</translation>
    </message>
    <message>
        <source>Take back: %1</source>
        <translation>Retirer : %1</translation>
    </message>
    <message>
        <source>Goes: every answer that rests on this yes alone (%1), here and, with the next sync, elsewhere.</source>
        <translation>Disparaît : chaque réponse qui ne repose que sur cet accord (%1), ici et, à la prochaine synchronisation, ailleurs.</translation>
    </message>
    <message>
        <source>Stays: the other answers, and the help that the person gets. What stood before stays sealed in the record's history until it is erased.</source>
        <translation>Reste : les autres réponses et l'aide que la personne reçoit. Ce qui était écrit reste scellé dans l'historique du dossier jusqu'à son effacement.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Opened only with a second person</source>
        <translation>Ouvert seulement avec une deuxième personne</translation>
    </message>
    <message>
        <source>The programme's rules ask for it. Somebody who answers for it confirms with their own passphrase; it is in the log, and good for this once.</source>
        <translation>Les règles du programme le demandent. Quelqu'un qui en répond confirme avec sa propre phrase de passe ; c'est dans le journal, et vaut pour cette fois.</translation>
    </message>
    <message>
        <source>The programme's rules ask for it, and your role does not open it.</source>
        <translation>Les règles du programme le demandent, et votre rôle ne l'ouvre pas.</translation>
    </message>
    <message>
        <source>Open with a second person…</source>
        <translation>Ouvrir avec une deuxième personne…</translation>
    </message>
</context>
<context>
    <name>limen::RecordsPage</name>
    <message>
        <source>Decisions: %1</source>
        <translation>Décisions : %1</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Search records</source>
        <translation>Chercher des dossiers</translation>
    </message>
    <message>
        <source>Previous 50</source>
        <translation>50 précédents</translation>
    </message>
    <message>
        <source>Next 50</source>
        <translation>50 suivants</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Retour à la liste</translation>
    </message>
    <message>
        <source>Looking for records…</source>
        <translation>Recherche des dossiers…</translation>
    </message>
    <message>
        <source>No records yet</source>
        <translation>Pas encore de dossiers</translation>
    </message>
    <message>
        <source>Take the first one in Intake, or sync to receive what others took.</source>
        <translation>Prenez le premier à la page Accueil ou synchronisez pour recevoir ceux des autres.</translation>
    </message>
    <message>
        <source>Go to Intake</source>
        <translation>Aller à l'accueil</translation>
    </message>
    <message>
        <source>No record fits</source>
        <translation>Aucun dossier ne correspond</translation>
    </message>
    <message>
        <source>Search looks only into what you may read. Try fewer or other words.</source>
        <translation>La recherche ne regarde que ce que vous pouvez lire. Essayez moins de mots ou d'autres.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Enregistré</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Sealed record</source>
        <translation>Dossier scellé</translation>
    </message>
    <message>
        <source>From another station</source>
        <translation>D'une autre station</translation>
    </message>
    <message>
        <source>Here only</source>
        <translation>Ici seulement</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmé</translation>
    </message>
    <message>
        <source>%1 to %2 of %3. Enter opens a record.</source>
        <translation>%1 à %2 sur %3. Entrée ouvre un dossier.</translation>
    </message>
    <message>
        <source>The same person twice?</source>
        <translation>Deux fois la même personne ?</translation>
    </message>
    <message>
        <source>To open this record.</source>
        <translation>Pour ouvrir ce dossier.</translation>
    </message>
</context>
<context>
    <name>limen::ShiftPage</name>
    <message>
        <source>Shift</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Open since %1</source>
        <translation>Ouvert depuis le %1</translation>
    </message>
    <message>
        <source>While it is open, what was taken in it can be read and corrected here. Locking keeps it open.</source>
        <translation>Tant qu'il est ouvert, ce qui y a été pris peut être lu et corrigé ici. Le verrouillage le garde ouvert.</translation>
    </message>
    <message>
        <source>Close shift…</source>
        <translation>Fermer le service…</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>Aucun service n'est ouvert</translation>
    </message>
    <message>
        <source>Sealed answers can no longer be read on this laptop</source>
        <translation>Les réponses scellées ne peuvent plus être lues sur cet ordinateur</translation>
    </message>
    <message>
        <source>Open a shift to take new records.</source>
        <translation>Ouvrez un service pour prendre de nouveaux dossiers.</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>Ouvrir un service</translation>
    </message>
    <message>
        <source>You are %1.</source>
        <translation>Vous êtes %1.</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Affichage</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Contraste élevé</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Choose an answer</source>
        <translation>Choisir une réponse</translation>
    </message>
    <message>
        <source>Lock; the shift stays open</source>
        <translation>Verrouiller ; le service reste ouvert</translation>
    </message>
    <message>
        <source>Lock and end the shift at once</source>
        <translation>Verrouiller et terminer le service aussitôt</translation>
    </message>
    <message>
        <source>Cover the screen</source>
        <translation>Couvrir l'écran</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Synchroniser maintenant</translation>
    </message>
    <message>
        <source>Go to Intake, Records, Sync, Notices, Shift</source>
        <translation>Aller à Accueil, Dossiers, Synchroniser, Informations, Service</translation>
    </message>
    <message>
        <source>The shift of %1 is open</source>
        <translation>Le service de %1 est ouvert</translation>
    </message>
    <message>
        <source>You work beside it: you can read and sync, and their shift stays as it is. Its keys are not yours.</source>
        <translation>Vous travaillez à côté : vous pouvez lire et synchroniser, et ce service reste tel quel. Vous n’avez pas ses clés.</translation>
    </message>
    <message>
        <source>End their shift…</source>
        <translation>Terminer ce service…</translation>
    </message>
    <message>
        <source>The keys of %1's shift go: what was sealed in it can then be read only by its readers.</source>
        <translation>Les clés du service de %1 disparaissent : ce qui y a été scellé ne peut plus être lu que par ses lecteurs.</translation>
    </message>
    <message>
        <source>Their records stay, and so do their drafts, which only they can open.</source>
        <translation>Ses dossiers restent, et ses brouillons aussi, que cette personne seule peut ouvrir.</translation>
    </message>
    <message>
        <source>End their shift</source>
        <translation>Terminer ce service</translation>
    </message>
    <message>
        <source>To end the shift of %1.</source>
        <translation>Pour terminer le service de %1.</translation>
    </message>
    <message>
        <source>Lock by itself</source>
        <translation>Verrouillage automatique</translation>
    </message>
    <message>
        <source>When nobody is at the keys for</source>
        <translation>Quand personne ne touche au clavier pendant</translation>
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
        <translation>Aussi quand le capot se ferme, quand l’ordinateur se met en veille ou que son écran se verrouille, et après 12 heures. Le service reste ouvert 4 heures.</translation>
    </message>
    <message>
        <source>Set a record aside as a draft</source>
        <translation>Mettre un dossier de côté comme brouillon</translation>
    </message>
    <message>
        <source>Compare with who may be the same person</source>
        <translation>Comparer avec qui est peut-être la même personne</translation>
    </message>
</context>
<context>
    <name>limen::StepBar</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Étape %1 sur %2 : %3</translation>
    </message>
</context>
<context>
    <name>limen::SyncPage</name>
    <message>
        <source>Sync</source>
        <translation>Synchroniser</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Synchroniser maintenant</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Only sealed records leave this laptop. The server stores them and cannot read them.</source>
        <translation>Seuls des dossiers scellés quittent cet ordinateur. Le serveur les conserve et ne peut pas les lire.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Rien n'attend d'être envoyé.</translation>
    </message>
    <message>
        <source>Everything taken here is confirmed by the server</source>
        <translation>Tout ce qui a été pris ici est confirmé par le serveur</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of this laptop wait to be sent</source>
        <translation>
            <numerusform>%n dossier de cet ordinateur attend d'être envoyé</numerusform>
            <numerusform>%n dossiers de cet ordinateur attendent d'être envoyés</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Arrêt…</translation>
    </message>
    <message>
        <source>Sent %1 of %2, confirmed %3, received %4. %5 up, %6 down.</source>
        <translation>Envoyés %1 sur %2, confirmés %3, reçus %4. %5 envoyés, %6 reçus.</translation>
    </message>
    <message>
        <source>Synced at %1</source>
        <translation>Synchronisé à %1</translation>
    </message>
    <message>
        <source>Sent %1, received %2.</source>
        <translation>Envoyés : %1, reçus : %2.</translation>
    </message>
    <message>
        <source>The server keeps no second copy yet.</source>
        <translation>Le serveur ne garde pas encore de deuxième copie.</translation>
    </message>
    <message>
        <source>The last backup was made on %1.</source>
        <translation>La dernière sauvegarde a été faite le %1.</translation>
    </message>
    <message>
        <source>Carry by USB</source>
        <translation>Transporter par clé USB</translation>
    </message>
    <message>
        <source>Without a network a stick carries what waits: write to it here, have it brought to the server, then take the answer from it.</source>
        <translation>Sans réseau, une clé transporte ce qui attend : écrivez dessus ici, faites-la porter au serveur, puis prenez-y la réponse.</translation>
    </message>
    <message>
        <source>Write to a stick…</source>
        <translation>Écrire sur une clé…</translation>
    </message>
    <message>
        <source>Take the answer…</source>
        <translation>Prendre la réponse…</translation>
    </message>
    <message>
        <source>Choose the stick</source>
        <translation>Choisir la clé</translation>
    </message>
    <message>
        <source>Writing to the stick: %1 of %2 changes, %3 of pictures.</source>
        <translation>Écriture sur la clé : %1 sur %2 modifications, %3 d'images.</translation>
    </message>
    <message>
        <source>Reading the stick…</source>
        <translation>Lecture de la clé…</translation>
    </message>
    <message>
        <source>Written to the stick: %1</source>
        <translation>Écrit sur la clé : %1</translation>
    </message>
    <message>
        <source>It counts as sent when the server's answer has been taken here.</source>
        <translation>Cela compte comme envoyé quand la réponse du serveur a été prise ici.</translation>
    </message>
    <message>
        <source>Taken from the stick: confirmed %1, received %2</source>
        <translation>Pris sur la clé : confirmé %1, reçu %2</translation>
    </message>
    <message>
        <source>No answer for this station was on the stick.</source>
        <translation>Aucune réponse pour ce poste n'était sur la clé.</translation>
    </message>
</context>
<context>
    <name>limen::UnlockWindow</name>
    <message>
        <source>PIN of the key, if it has one</source>
        <translation>Code PIN de la clé, si elle en a un</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>Afficher ce qui est saisi</translation>
    </message>
    <message>
        <source>Printed code</source>
        <translation>Code imprimé</translation>
    </message>
    <message>
        <source>Passphrase and security key: %1</source>
        <translation>Phrase secrète et clé de sécurité : %1</translation>
    </message>
    <message>
        <source>Passphrase and this laptop's chip</source>
        <translation>Phrase secrète et puce de cet ordinateur</translation>
    </message>
    <message>
        <source>Passphrase alone</source>
        <translation>Phrase secrète seule</translation>
    </message>
    <message>
        <source>How do you unlock?</source>
        <translation>Comment déverrouillez-vous ?</translation>
    </message>
    <message>
        <source>Plug in the key, and touch it when it blinks. Without it a stolen laptop does not open.</source>
        <translation>Branchez la clé et touchez-la quand elle clignote. Sans elle, un ordinateur volé ne s'ouvre pas.</translation>
    </message>
    <message>
        <source>A disk taken out of this laptop does not open. Whoever has the whole laptop can still try passphrases.</source>
        <translation>Un disque retiré de cet ordinateur ne s'ouvre pas. Qui a tout l'ordinateur peut encore essayer des phrases secrètes.</translation>
    </message>
    <message>
        <source>Each code works once; then you choose a new passphrase. Codes are as safe as the place where the paper lies.</source>
        <translation>Chaque code sert une fois ; ensuite vous choisissez une nouvelle phrase secrète. Les codes sont aussi sûrs que l'endroit où se trouve le papier.</translation>
    </message>
    <message>
        <source>A stolen laptop is as safe as this passphrase is hard to guess. Codes from a phone would not change that.</source>
        <translation>Un ordinateur volé est aussi sûr que cette phrase secrète est difficile à deviner. Des codes d'un téléphone n'y changeraient rien.</translation>
    </message>
    <message>
        <source>The code that you typed is used up. Use at least 15 characters; a few unusual words are best.</source>
        <translation>Le code que vous avez saisi est épuisé. Utilisez au moins 15 caractères ; quelques mots inhabituels conviennent le mieux.</translation>
    </message>
    <message>
        <source>My key or this laptop's chip is lost: unlock without it from now on</source>
        <translation>Ma clé ou la puce de cet ordinateur est perdue : déverrouiller sans elle désormais</translation>
    </message>
    <message>
        <source>That is not one of your codes, or it was used already.</source>
        <translation>Ce n'est pas l'un de vos codes, ou il a déjà servi.</translation>
    </message>
    <message>
        <source>Type another from the paper, or choose another way.</source>
        <translation>Saisissez-en un autre de la feuille, ou choisissez une autre façon.</translation>
    </message>
    <message numerus="yes">
        <source>Printed code (%n left)</source>
        <translation><numerusform>Code imprimé (%n restant)</numerusform><numerusform>Code imprimé (%n restants)</numerusform></translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Locked. Nothing on this laptop can be read before it is unlocked.</source>
        <translation>Verrouillé. Rien sur cet ordinateur ne peut être lu avant le déverrouillage.</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>Qui êtes-vous ?</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Phrase secrète</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Montrer</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Déverrouiller</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>The next try is possible at %1.</source>
        <translation>Le prochain essai est possible à %1.</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>Déverrouillage…</translation>
    </message>
    <message>
        <source>Choose a passphrase of your own</source>
        <translation>Choisissez votre propre phrase secrète</translation>
    </message>
    <message>
        <source>The one that you typed was given to you. Use at least 15 characters; a few unusual words are best.</source>
        <translation>Celle que vous avez saisie vous a été donnée. Utilisez au moins 15 caractères ; quelques mots peu courants conviennent le mieux.</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Nouvelle phrase secrète</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>La même à nouveau</translation>
    </message>
    <message>
        <source>Suggest six words</source>
        <translation>Proposer six mots</translation>
    </message>
    <message>
        <source>Change and unlock</source>
        <translation>Changer et déverrouiller</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>Modification…</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Les deux ne sont pas identiques.</translation>
    </message>
    <message>
        <source>Type the new passphrase twice.</source>
        <translation>Saisissez deux fois la nouvelle phrase secrète.</translation>
    </message>
    <message>
        <source>That is the passphrase that you were given.</source>
        <translation>C'est la phrase secrète qui vous a été donnée.</translation>
    </message>
</context>
<context>
    <name>Media</name>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Picture %1 is not on this laptop.</source>
        <translation>L'image %1 n'est pas sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Sound %1: this laptop plays none.</source>
        <translation>Son %1 : cet ordinateur n'en lit aucun.</translation>
    </message>
    <message>
        <source>Film %1: this laptop plays none.</source>
        <translation>Film %1 : cet ordinateur n'en lit aucun.</translation>
    </message>
</context>
<context>
    <name>Months</name>
    <message>
        <source>Meskerem</source>
        <comment>Ethiopian calendar</comment>
        <translation>Maskaram</translation>
    </message>
    <message>
        <source>Tikimt</source>
        <comment>Ethiopian calendar</comment>
        <translation>Tekemt</translation>
    </message>
    <message>
        <source>Hidar</source>
        <comment>Ethiopian calendar</comment>
        <translation>Hedar</translation>
    </message>
    <message>
        <source>Tahsas</source>
        <comment>Ethiopian calendar</comment>
        <translation>Tahsas</translation>
    </message>
    <message>
        <source>Tir</source>
        <comment>Ethiopian calendar</comment>
        <translation>Ter</translation>
    </message>
    <message>
        <source>Yekatit</source>
        <comment>Ethiopian calendar</comment>
        <translation>Yakatit</translation>
    </message>
    <message>
        <source>Megabit</source>
        <comment>Ethiopian calendar</comment>
        <translation>Maggabit</translation>
    </message>
    <message>
        <source>Miyazya</source>
        <comment>Ethiopian calendar</comment>
        <translation>Miyazya</translation>
    </message>
    <message>
        <source>Ginbot</source>
        <comment>Ethiopian calendar</comment>
        <translation>Genbot</translation>
    </message>
    <message>
        <source>Sene</source>
        <comment>Ethiopian calendar</comment>
        <translation>Sané</translation>
    </message>
    <message>
        <source>Hamle</source>
        <comment>Ethiopian calendar</comment>
        <translation>Hamlé</translation>
    </message>
    <message>
        <source>Nehase</source>
        <comment>Ethiopian calendar</comment>
        <translation>Nahassé</translation>
    </message>
    <message>
        <source>Pagume</source>
        <comment>Ethiopian calendar</comment>
        <translation>Pagumé</translation>
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
        <translation>Méchir</translation>
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
        <translation>Pachons</translation>
    </message>
    <message>
        <source>Paoni</source>
        <comment>Coptic calendar</comment>
        <translation>Paoni</translation>
    </message>
    <message>
        <source>Epip</source>
        <comment>Coptic calendar</comment>
        <translation>Épip</translation>
    </message>
    <message>
        <source>Mesori</source>
        <comment>Coptic calendar</comment>
        <translation>Mésori</translation>
    </message>
    <message>
        <source>Nasie</source>
        <comment>Coptic calendar</comment>
        <translation>Nasie</translation>
    </message>
    <message>
        <source>Muharram</source>
        <comment>Islamic calendar</comment>
        <translation>Mouharram</translation>
    </message>
    <message>
        <source>Safar</source>
        <comment>Islamic calendar</comment>
        <translation>Safar</translation>
    </message>
    <message>
        <source>Rabi al-Awwal</source>
        <comment>Islamic calendar</comment>
        <translation>Rabia al-Awal</translation>
    </message>
    <message>
        <source>Rabi al-Thani</source>
        <comment>Islamic calendar</comment>
        <translation>Rabia ath-Thani</translation>
    </message>
    <message>
        <source>Jumada al-Ula</source>
        <comment>Islamic calendar</comment>
        <translation>Joumada al-Oula</translation>
    </message>
    <message>
        <source>Jumada al-Akhira</source>
        <comment>Islamic calendar</comment>
        <translation>Joumada ath-Thania</translation>
    </message>
    <message>
        <source>Rajab</source>
        <comment>Islamic calendar</comment>
        <translation>Rajab</translation>
    </message>
    <message>
        <source>Shaban</source>
        <comment>Islamic calendar</comment>
        <translation>Chaabane</translation>
    </message>
    <message>
        <source>Ramadan</source>
        <comment>Islamic calendar</comment>
        <translation>Ramadan</translation>
    </message>
    <message>
        <source>Shawwal</source>
        <comment>Islamic calendar</comment>
        <translation>Chawwal</translation>
    </message>
    <message>
        <source>Dhu al-Qada</source>
        <comment>Islamic calendar</comment>
        <translation>Dhou al-Qi’da</translation>
    </message>
    <message>
        <source>Dhu al-Hijja</source>
        <comment>Islamic calendar</comment>
        <translation>Dhou al-Hijja</translation>
    </message>
    <message>
        <source>Farvardin</source>
        <comment>Persian calendar</comment>
        <translation>Farvardin</translation>
    </message>
    <message>
        <source>Ordibehesht</source>
        <comment>Persian calendar</comment>
        <translation>Ordibehecht</translation>
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
        <translation>Chahrivar</translation>
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
        <translation>Oui, c'est confirmé</translation>
    </message>
</context>
<context>
    <name>limen::AttachmentField</name>
    <message>
        <source>A preview keeps no pictures: nothing is stored for this question.</source>
        <translation>Un aperçu ne garde pas d’images : rien n’est conservé pour cette question.</translation>
    </message>
    <message>
        <source>Limen keeps pictures only: nothing is stored for this question.</source>
        <translation>Limen ne garde que des images : rien n’est conservé pour cette question.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Choisir une image…</translation>
    </message>
    <message>
        <source>Choose a picture instead…</source>
        <translation>Choisir plutôt une image…</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Retirer l’image</translation>
    </message>
    <message>
        <source>The picture is being saved…</source>
        <translation>L’image est en cours d’enregistrement…</translation>
    </message>
    <message>
        <source>JPEG or PNG. Place, time and camera are taken off; the file&apos;s name is not kept.</source>
        <translation>JPEG ou PNG. Lieu, heure et appareil sont retirés ; le nom du fichier n’est pas gardé.</translation>
    </message>
    <message>
        <source>Keep this drawing</source>
        <translation>Garder ce dessin</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Choisissez une image</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png)</source>
        <translation>Images (*.jpg *.jpeg *.png)</translation>
    </message>
    <message>
        <source>The file cannot be read. Nothing was kept.</source>
        <translation>Le fichier ne peut pas être lu. Rien n’a été gardé.</translation>
    </message>
    <message>
        <source>The file is larger than %1. Nothing was kept.</source>
        <translation>Le fichier dépasse %1. Rien n’a été gardé.</translation>
    </message>
    <message>
        <source>This is no JPEG or PNG that can be shown. Nothing was kept.</source>
        <translation>Ce n’est pas un JPEG ou PNG qui puisse être affiché. Rien n’a été gardé.</translation>
    </message>
</context>
<context>
    <name>limen::ChoiceField</name>
    <message>
        <source>The picture of this question cannot be pressed here. Choose from the list.</source>
        <translation>L'image de cette question n'est pas cliquable ici. Choisissez dans la liste.</translation>
    </message>
    <message>
        <source>There is nothing to choose from with the answers so far.</source>
        <translation>Avec les réponses données jusqu'ici, il n'y a rien à choisir.</translation>
    </message>
</context>
<context>
    <name>limen::ChoiceList</name>
    <message>
        <source>Type to find one of %1</source>
        <translation>Tapez pour trouver parmi %1</translation>
    </message>
    <message>
        <source>Nothing matches. Type fewer letters, or clear the search to see all.</source>
        <translation>Rien ne correspond. Tapez moins de lettres, ou effacez la recherche pour tout voir.</translation>
    </message>
    <message>
        <source>Choose one of %1</source>
        <translation>Choisir parmi %1</translation>
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
        <translation>Latitude et longitude de chaque coin. La surface se ferme d'elle-même.</translation>
    </message>
    <message>
        <source>Latitude and longitude of each point of the line, in its order.</source>
        <translation>Latitude et longitude de chaque point de la ligne, dans l'ordre.</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>Ajouter un point</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>%1, point %2, latitude</source>
        <translation>%1, point %2, latitude</translation>
    </message>
    <message>
        <source>%1, point %2, longitude</source>
        <translation>%1, point %2, longitude</translation>
    </message>
</context>
<context>
    <name>limen::PreviewWindow</name>
    <message>
        <source>Preview: nothing is kept</source>
        <translation>Aperçu : rien n'est conservé</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <comment>title, version</comment>
        <translation>%1, version %2</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>Retour au formulaire</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n avertissement</numerusform>
            <numerusform>%n avertissements</numerusform>
        </translation>
    </message>
    <message>
        <source>Language of the form</source>
        <translation>Langue du formulaire</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Recommencer</translation>
    </message>
    <message>
        <source>The form can be finished</source>
        <translation>Le formulaire peut être terminé</translation>
    </message>
    <message>
        <source>Every answer fits its question. Nothing was kept of them.</source>
        <translation>Chaque réponse convient à sa question. Rien n'en a été conservé.</translation>
    </message>
    <message>
        <source>Back to the answers</source>
        <translation>Retour aux réponses</translation>
    </message>
    <message>
        <source>The file of the form cannot be read.</source>
        <translation>Le fichier du formulaire ne peut pas être lu.</translation>
    </message>
    <message>
        <source>Check that it is there and that you may read it. It is read anew when it changes.</source>
        <translation>Vérifiez qu'il est là et que vous pouvez le lire. Il est relu dès qu'il change.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>The form has errors</source>
        <translation>Le formulaire a des erreurs</translation>
    </message>
    <message>
        <source>The form has warnings</source>
        <translation>Le formulaire a des avertissements</translation>
    </message>
    <message>
        <source>Mend them and save the file: it is read anew by itself.</source>
        <translation>Corrigez-les et enregistrez le fichier : il est relu tout seul.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Feuille</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Constaté</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>Relire le fichier</translation>
    </message>
</context>
<context>
    <name>limen::RankField</name>
    <message>
        <source>Drag the lines, or move the marked one with the keys shown, so that the first comes first.</source>
        <translation>Glissez les lignes, ou déplacez celle qui est marquée avec les touches indiquées : la première en tête.</translation>
    </message>
    <message>
        <source>Up</source>
        <comment>in an order</comment>
        <translation>Monter</translation>
    </message>
    <message>
        <source>Down</source>
        <comment>in an order</comment>
        <translation>Descendre</translation>
    </message>
    <message>
        <source>This order is right</source>
        <translation>Cet ordre est juste</translation>
    </message>
</context>
<context>
    <name>limen::ScaleField</name>
    <message>
        <source>Clear</source>
        <comment>an answer</comment>
        <translation>Effacer</translation>
    </message>
</context>
<context>
    <name>limen::SliderField</name>
    <message>
        <source>as a number</source>
        <translation>en chiffres</translation>
    </message>
</context>
<context>
    <name>limen::StepperField</name>
    <message>
        <source>One step less</source>
        <translation>Un pas de moins</translation>
    </message>
    <message>
        <source>One step more</source>
        <translation>Un pas de plus</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>the ends of a scale</comment>
        <translation>%1 à %2</translation>
    </message>
</context>
<context>
    <name>limen::TextField</name>
    <message>
        <source>One less</source>
        <translation>Un de moins</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Un de plus</translation>
    </message>
    <message>
        <source>Scan the code with a hand scanner, or type it.</source>
        <translation>Scannez le code avec un lecteur, ou tapez-le.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Masquer</translation>
    </message>
</context>
<context>
    <name>limen::WhenField</name>
    <message>
        <source>Day</source>
        <translation>Jour</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mois</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Année</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>Minute</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>day of the week, date</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>In the Gregorian calendar: %1</source>
        <translation>Dans le calendrier grégorien : %1</translation>
    </message>
</context>
<context>
    <name>limen::ApprovalPanel</name>
    <message>
        <source>A second person confirms</source>
        <translation>Une deuxième personne confirme</translation>
    </message>
    <message>
        <source>Your passphrase again</source>
        <translation>Votre phrase secrète, encore une fois</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmer</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Phrase secrète</translation>
    </message>
    <message>
        <source>Nobody else at this station can confirm this.</source>
        <translation>Personne d’autre à ce poste ne peut le confirmer.</translation>
    </message>
    <message>
        <source>Who confirms?</source>
        <translation>Qui confirme ?</translation>
    </message>
    <message>
        <source>Their passphrase, typed by themselves</source>
        <translation>Sa phrase secrète, tapée par elle-même</translation>
    </message>
    <message>
        <source>PIN of the key, if it has one</source>
        <translation>Code PIN de la clé, si elle en a un</translation>
    </message>
    <message>
        <source>Plug the security key in, and touch it when it blinks.</source>
        <translation>Branchez la clé de sécurité, et touchez-la quand elle clignote.</translation>
    </message>
    <message>
        <source>A printed code unlocks this laptop. It confirms nothing.</source>
        <translation>Un code imprimé déverrouille cet ordinateur. Il ne confirme rien.</translation>
    </message>
    <message>
        <source>Six digits of the phone</source>
        <translation>Six chiffres du téléphone</translation>
    </message>
    <message>
        <source>They change every half minute, and each counts once.</source>
        <translation>Ils changent toutes les trente secondes, et chacun ne sert qu'une fois.</translation>
    </message>
</context>
<context>
    <name>limen::CloseShiftPanel</name>
    <message>
        <source>Looking for drafts…</source>
        <translation>Recherche des brouillons…</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) before the shift can close</source>
        <translation>
            <numerusform>%n brouillon avant que le service puisse se fermer</numerusform>
            <numerusform>%n brouillons avant que le service puisse se fermer</numerusform>
        </translation>
    </message>
    <message>
        <source>Say for each what becomes of it. The shift closes when none is left.</source>
        <translation>Dites pour chacun ce qu’il devient. Le service se ferme quand il n’en reste aucun.</translation>
    </message>
    <message>
        <source>Leave the shift open</source>
        <translation>Laisser le service ouvert</translation>
    </message>
    <message>
        <source>The keys of this shift go: its sealed answers can then be read only by their readers, no longer here.</source>
        <translation>Les clés de ce service disparaissent : ses réponses scellées ne peuvent plus être lues que par leurs lecteurs, plus ici.</translation>
    </message>
    <message>
        <source>All records stay, and go with the next sync. They can be corrected, and nothing of them read.</source>
        <translation>Tous les dossiers restent et partent avec la prochaine synchronisation. Ils peuvent être corrigés, mais plus lus.</translation>
    </message>
    <message>
        <source>close</source>
        <comment>the word to type</comment>
        <translation>fermer</translation>
    </message>
    <message>
        <source>Close shift</source>
        <translation>Fermer le service</translation>
    </message>
</context>
<context>
    <name>limen::CorrectionPage</name>
    <message>
        <source>Correct an answer</source>
        <translation>Corriger une réponse</translation>
    </message>
    <message>
        <source>The correction is sealed like the record. What was there before stays in its history, for those who may read it.</source>
        <translation>La correction est scellée comme le dossier. Ce qui s’y trouvait reste dans son historique, pour qui peut le lire.</translation>
    </message>
    <message>
        <source>Which question?</source>
        <translation>Quelle question ?</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>Back to the record</source>
        <translation>Retour au dossier</translation>
    </message>
    <message>
        <source>Seal the correction</source>
        <translation>Sceller la correction</translation>
    </message>
    <message>
        <source>Clear this answer</source>
        <translation>Effacer cette réponse</translation>
    </message>
    <message>
        <source>No question has these words. Try fewer letters.</source>
        <translation>Aucune question ne contient ces mots. Essayez avec moins de lettres.</translation>
    </message>
</context>
<context>
    <name>limen::DraftCard</name>
    <message>
        <source>Finish it</source>
        <translation>Le terminer</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Seal as incomplete…</source>
        <translation>Sceller comme incomplet…</translation>
    </message>
    <message>
        <source>The draft goes: nobody can go on with its questions.</source>
        <translation>Le brouillon disparaît : personne ne peut poursuivre ses questions.</translation>
    </message>
    <message>
        <source>Its answers stay, as a sealed record that its readers see marked as incomplete. It goes with the next sync.</source>
        <translation>Ses réponses restent, en dossier scellé que ses lecteurs voient marqué comme incomplet. Il part avec la prochaine synchronisation.</translation>
    </message>
    <message>
        <source>Seal as incomplete</source>
        <translation>Sceller comme incomplet</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Transmettre…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <source>All answers of this draft go, for good.</source>
        <translation>Toutes les réponses de ce brouillon disparaissent définitivement.</translation>
    </message>
    <message>
        <source>Finished records and other drafts stay.</source>
        <translation>Les dossiers terminés et les autres brouillons restent.</translation>
    </message>
    <message>
        <source>discard</source>
        <comment>the word to type</comment>
        <translation>abandonner</translation>
    </message>
    <message>
        <source>Discard draft</source>
        <translation>Abandonner le brouillon</translation>
    </message>
    <message>
        <source>Started %1, saved %2</source>
        <translation>Commencé %1, enregistré %2</translation>
    </message>
    <message>
        <source>Answered so far: %1</source>
        <translation>Répondu jusqu'ici : %1</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between questions</comment>
        <translation> ; </translation>
    </message>
    <message>
        <source>It goes on with version %1 of the programme, by which it was begun.</source>
        <translation>Il continue avec la version %1 du programme, celle de son début.</translation>
    </message>
    <message>
        <source>This draft cannot be opened. It is kept as it is.</source>
        <translation>Ce brouillon ne peut pas être ouvert. Il est gardé tel quel.</translation>
    </message>
    <message>
        <source>To whom? The draft leaves your list and is in theirs when they unlock this laptop. Your shift stays yours.</source>
        <translation>À qui ? Le brouillon quitte votre liste et se trouve dans la sienne à son prochain déverrouillage. Votre service reste le vôtre.</translation>
    </message>
    <message>
        <source>Nobody else at this station can take drafts.</source>
        <translation>Personne d’autre à ce poste ne peut recevoir de brouillons.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>limen::PeoplePage</name>
    <message>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <source>Who unlocks this laptop. What you do here needs your passphrase again and is in the log.</source>
        <translation>Qui déverrouille cet ordinateur. Ce que vous faites ici redemande votre phrase secrète et figure au journal.</translation>
    </message>
    <message>
        <source>Nobody else here is in charge: if you forget your passphrase, it is lost.</source>
        <translation>Personne d’autre ici n’est responsable : si vous oubliez votre phrase secrète, elle est perdue.</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (vous)</translation>
    </message>
    <message>
        <source>not listed for this station any more</source>
        <translation>plus inscrit à ce poste</translation>
    </message>
    <message>
        <source>Disabled: cannot unlock</source>
        <translation>Désactivé : ne peut pas déverrouiller</translation>
    </message>
    <message>
        <source>Waits until %1 after wrong tries</source>
        <translation>Attend jusqu’à %1 après des essais erronés</translation>
    </message>
    <message>
        <source>Has to choose a new passphrase at the next unlock</source>
        <translation>Doit choisir une nouvelle phrase secrète au prochain déverrouillage</translation>
    </message>
    <message>
        <source>New passphrase…</source>
        <translation>Nouvelle phrase secrète…</translation>
    </message>
    <message>
        <source>New passphrase for %1</source>
        <translation>Nouvelle phrase secrète pour %1</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Réactiver</translation>
    </message>
    <message>
        <source>Disable…</source>
        <translation>Désactiver…</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>Réactiver %1</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>Désactiver %1</translation>
    </message>
    <message>
        <source>To give %1 a new passphrase.</source>
        <translation>Pour donner une nouvelle phrase secrète à %1.</translation>
    </message>
    <message>
        <source>The passphrase of %1 stops working at once.</source>
        <translation>La phrase secrète de %1 cesse aussitôt de fonctionner.</translation>
    </message>
    <message>
        <source>Drafts and records stay. You get six words for them that unlock once, and then they choose a passphrase of their own.</source>
        <translation>Brouillons et dossiers restent. Vous recevez pour cette personne six mots qui déverrouillent une fois, puis elle choisit sa propre phrase.</translation>
    </message>
    <message>
        <source>Make six words</source>
        <translation>Créer six mots</translation>
    </message>
    <message>
        <source>To shut %1 out of this laptop.</source>
        <translation>Pour fermer cet ordinateur à %1.</translation>
    </message>
    <message>
        <source>To let %1 in again.</source>
        <translation>Pour laisser de nouveau entrer %1.</translation>
    </message>
    <message>
        <source>%1 cannot unlock this laptop any more.</source>
        <translation>%1 ne peut plus déverrouiller cet ordinateur.</translation>
    </message>
    <message>
        <source>Their drafts and records stay, and you can let them in again.</source>
        <translation>Ses brouillons et dossiers restent, et vous pouvez lui rendre l’accès.</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Désactiver</translation>
    </message>
    <message>
        <source>Six words</source>
        <translation>Six mots</translation>
    </message>
    <message>
        <source>Six words for %1</source>
        <translation>Six mots pour %1</translation>
    </message>
    <message>
        <source>They are shown this once. Hand them over on paper or by word of mouth; at the next unlock they are changed.</source>
        <translation>Ils ne s’affichent que cette fois. Remettez-les sur papier ou de vive voix ; ils changent au prochain déverrouillage.</translation>
    </message>
    <message>
        <source>Hide them</source>
        <translation>Les masquer</translation>
    </message>
</context>
<context>
    <name>limen::SlipCard</name>
    <message>
        <source>Station</source>
        <translation>Poste</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Ouvert</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Fermé</translation>
    </message>
    <message>
        <source>Records finished</source>
        <translation>Dossiers terminés</translation>
    </message>
    <message>
        <source>Sealed as incomplete</source>
        <translation>Scellés comme incomplets</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Corrections</translation>
    </message>
    <message>
        <source>Drafts handed over</source>
        <translation>Brouillons transmis</translation>
    </message>
    <message>
        <source>Drafts discarded</source>
        <translation>Brouillons supprimés</translation>
    </message>
    <message>
        <source>Taken at this laptop</source>
        <translation>Pris sur cet ordinateur</translation>
    </message>
    <message>
        <source>Confirmed by the server</source>
        <translation>Confirmés par le serveur</translation>
    </message>
    <message>
        <source>Entries in the log</source>
        <translation>Entrées du journal</translation>
    </message>
    <message>
        <source>Limen shift slip</source>
        <translation>Limen – reçu de service</translation>
    </message>
    <message>
        <source>The shift is closed</source>
        <translation>Le service est fermé</translation>
    </message>
    <message>
        <source>This slip names nobody. Whoever checks the log of this laptop later can see by it that nothing was taken out.</source>
        <translation>Ce reçu ne nomme personne. Qui vérifiera plus tard le journal de cet ordinateur verra grâce à lui que rien n’en a été retiré.</translation>
    </message>
    <message>
        <source>QR code of the slip</source>
        <translation>Code QR du reçu</translation>
    </message>
    <message>
        <source>Save to print (PDF)</source>
        <translation>Enregistrer pour imprimer (PDF)</translation>
    </message>
    <message>
        <source>Save as picture</source>
        <translation>Enregistrer comme image</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Enregistré</translation>
    </message>
    <message>
        <source>The file was not written. Choose another folder.</source>
        <translation>Le fichier n’a pas été écrit. Choisissez un autre dossier.</translation>
    </message>
</context>
<context>
    <name>limen::DrawingPad</name>
    <message>
        <source>Sign or draw here with mouse, pen or finger</source>
        <translation>Signez ou dessinez ici avec la souris, le stylet ou le doigt</translation>
    </message>
</context>
<context>
    <name>limen::IntakeFlow</name>
    <message>
        <source>The picture is being saved. Wait a moment</source>
        <translation>L’image est en cours d’enregistrement. Attendez un instant</translation>
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
        <translation>Effacé</translation>
    </message>
    <message>
        <source>%1, station %2</source>
        <translation>%1, station %2</translation>
    </message>
    <message>
        <source>This laptop</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>Since when it is here is not known</source>
        <translation>On ne sait pas depuis quand elle est ici</translation>
    </message>
    <message>
        <source>Here since %1, by this laptop&apos;s clock</source>
        <translation>Ici depuis %1, selon l&apos;horloge de cet ordinateur</translation>
    </message>
    <message>
        <source>Back to the records</source>
        <translation>Retour aux dossiers</translation>
    </message>
    <message>
        <source>Looking for decisions…</source>
        <translation>Recherche des décisions à prendre…</translation>
    </message>
    <message>
        <source>Nothing to decide</source>
        <translation>Rien à décider</translation>
    </message>
    <message>
        <source>When two people change the same answer and neither has seen the other's change, it waits here.</source>
        <translation>Quand deux personnes changent la même réponse et qu'aucune n'a vu le changement de l'autre, elle attend ici.</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Décisions</translation>
    </message>
    <message>
        <source>Two people changed the same record and neither had seen the other's change. Nothing was lost: both answers stay until somebody decides.</source>
        <translation>Deux personnes ont changé le même dossier et aucune n'avait vu le changement de l'autre. Rien n'est perdu : les deux réponses restent jusqu'à ce que quelqu'un décide.</translation>
    </message>
    <message>
        <source>Answers to decide: %1</source>
        <translation>Réponses à décider : %1</translation>
    </message>
    <message>
        <source>Answers that no longer fit the others: %1</source>
        <translation>Réponses qui ne vont plus avec les autres : %1</translation>
    </message>
    <message>
        <source>Changed by two, sealed here. Ask: %1</source>
        <translation>Changé par deux personnes, scellé ici. Demandez à : %1</translation>
    </message>
    <message>
        <source>You may not decide here. Ask: %1</source>
        <translation>Vous ne pouvez pas décider ici. Demandez à : %1</translation>
    </message>
    <message>
        <source>Compare the answers</source>
        <translation>Comparer les réponses</translation>
    </message>
    <message>
        <source>Back to the decisions</source>
        <translation>Retour aux décisions</translation>
    </message>
    <message>
        <source>Open a shift to decide.</source>
        <translation>Ouvrez un service pour décider.</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>%1, number %2: %3</source>
        <translation>%1, numéro %2 : %3</translation>
    </message>
    <message>
        <source>Counts until it is decided</source>
        <translation>Compte jusqu'à la décision</translation>
    </message>
    <message>
        <source>Keep this answer</source>
        <translation>Garder cette réponse</translation>
    </message>
    <message>
        <source>It breaks a rule of the form beside the other answers.</source>
        <translation>Avec les autres réponses, elle enfreint une règle du formulaire.</translation>
    </message>
    <message>
        <source>Beside the other answers, this question is not asked any more.</source>
        <translation>Avec les autres réponses, cette question n'est plus posée.</translation>
    </message>
    <message>
        <source>Beside the other answers, this choice is not offered any more.</source>
        <translation>Avec les autres réponses, ce choix n'est plus proposé.</translation>
    </message>
    <message>
        <source>Open the record to correct it, or leave it as it is.</source>
        <translation>Ouvrez le dossier pour la corriger, ou laissez-la telle quelle.</translation>
    </message>
</context>
<context>
    <name>limen::PersonScreen</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>The answers so far are saved. Nothing of them is on the screen.</source>
        <translation>Les réponses données sont enregistrées. Aucune n'est à l'écran.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Back to the questions</source>
        <translation>Retour aux questions</translation>
    </message>
</context>
<context>
    <name>limen::ReceiptCard</name>
    <message>
        <source>A receipt for the person</source>
        <translation>Un reçu pour la personne</translation>
    </message>
    <message>
        <source>Hand it over on paper now. The code is kept nowhere else; it finds the record again and opens nothing.</source>
        <translation>Remettez-le maintenant sur papier. Le code n'est gardé nulle part ailleurs ; il retrouve le dossier et n'ouvre rien.</translation>
    </message>
    <message>
        <source>QR code of the receipt</source>
        <translation>Code QR du reçu</translation>
    </message>
    <message>
        <source>Save to print (PDF)</source>
        <translation>Enregistrer pour imprimer (PDF)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Enregistré</translation>
    </message>
    <message>
        <source>The file was not written. Choose another folder.</source>
        <translation>Le fichier n'a pas été écrit. Choisissez un autre dossier.</translation>
    </message>
</context>
<context>
    <name>Guarded</name>
    <message>
        <source>Sealed at once: nobody reads it here, not even in this shift</source>
        <translation>Scellé aussitôt : personne ne le lit ici, pas même pendant ce service</translation>
    </message>
    <message>
        <source>In no list and no search</source>
        <translation>Dans aucune liste et aucune recherche</translation>
    </message>
    <message>
        <source>Opened elsewhere only with a second person</source>
        <translation>Ouvert ailleurs seulement avec une deuxième personne</translation>
    </message>
    <message>
        <source>Read by fewer people than others</source>
        <translation>Lu par moins de personnes que les autres</translation>
    </message>
    <message>
        <source>Kept for a shorter time</source>
        <translation>Conservé moins longtemps</translation>
    </message>
    <message>
        <source>This record is guarded</source>
        <translation>Ce dossier est protégé davantage</translation>
    </message>
    <message>
        <source>The programme's rules say so. It is not taken away here; who finds it wrong corrects the answer.</source>
        <translation>Les règles du programme le veulent. Cela ne s'enlève pas ici ; qui le juge erroné corrige la réponse.</translation>
    </message>
</context>
<context>
    <name>limen::AlikePage</name>
    <message>
        <source>Back to the records</source>
        <translation>Retour aux dossiers</translation>
    </message>
    <message>
        <source>Perhaps the same person</source>
        <translation>Peut-être la même personne</translation>
    </message>
    <message>
        <source>Suggested by names and birth. Nothing is joined: you say what you know, and correct or erase a record where that is right.</source>
        <translation>Suggéré d'après les noms et la naissance. Rien n'est réuni : vous dites ce que vous savez, et vous corrigez ou effacez un dossier là où c'est juste.</translation>
    </message>
    <message>
        <source>Comparing the records that you may read…</source>
        <translation>Comparaison des dossiers que vous pouvez lire…</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>Rien à comparer</translation>
    </message>
    <message>
        <source>No two records that you may read look like one person's, and no desk has asked.</source>
        <translation>Aucun dossier que vous pouvez lire ne ressemble à un autre, et aucun guichet n'a demandé.</translation>
    </message>
    <message>
        <source>A desk asks you to look</source>
        <translation>Un guichet vous demande de regarder</translation>
    </message>
    <message>
        <source>Agrees: %1</source>
        <translation>Concorde : %1</translation>
    </message>
    <message>
        <source>The same person</source>
        <translation>La même personne</translation>
    </message>
    <message>
        <source>Two persons</source>
        <translation>Deux personnes</translation>
    </message>
    <message>
        <source>The name is sealed for you</source>
        <translation>Le nom est scellé pour vous</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Enregistré %1</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>Ouvrir le dossier</translation>
    </message>
</context>
<context>
    <name>limen::AlikePanel</name>
    <message>
        <source>the same names</source>
        <translation>les mêmes noms</translation>
    </message>
    <message>
        <source>names that sound alike in another spelling or script</source>
        <translation>noms de même son dans une autre graphie ou écriture</translation>
    </message>
    <message>
        <source>the names in another order</source>
        <translation>les noms dans un autre ordre</translation>
    </message>
    <message>
        <source>one of the two has more names</source>
        <translation>l'un des deux a plus de noms</translation>
    </message>
    <message>
        <source>the same date of birth</source>
        <translation>la même date de naissance</translation>
    </message>
    <message>
        <source>day and month of birth swapped</source>
        <translation>jour et mois de naissance intervertis</translation>
    </message>
    <message>
        <source>born within a year</source>
        <translation>naissance à un an près</translation>
    </message>
    <message>
        <source>the same year of birth</source>
        <translation>la même année de naissance</translation>
    </message>
    <message>
        <source>no date of birth to compare</source>
        <translation>pas de date de naissance à comparer</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between the reasons</comment>
        <translation> ; </translation>
    </message>
    <message>
        <source>Said: the same person</source>
        <translation>Dit : la même personne</translation>
    </message>
    <message>
        <source>Said: another person</source>
        <translation>Dit : une autre personne</translation>
    </message>
    <message>
        <source>A supervisor is asked</source>
        <translation>Un responsable est sollicité</translation>
    </message>
    <message>
        <source>Perhaps the same person is here already: %1</source>
        <translation>La même personne est peut-être déjà ici : %1</translation>
    </message>
    <message>
        <source>Compared with others who are here</source>
        <translation>Comparé avec d'autres qui sont ici</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Nothing is joined by itself, and you can go on without an answer.</source>
        <translation>Rien n'est réuni de soi-même, et vous pouvez continuer sans répondre.</translation>
    </message>
    <message>
        <source>A record of another shift</source>
        <translation>Un dossier d'un autre service</translation>
    </message>
    <message>
        <source>A draft of yours, saved %1</source>
        <translation>Un de vos brouillons, enregistré %1</translation>
    </message>
    <message>
        <source>A record of this shift, finished %1</source>
        <translation>Un dossier de ce service, terminé %1</translation>
    </message>
    <message>
        <source>Agrees: %1</source>
        <translation>Concorde : %1</translation>
    </message>
    <message>
        <source>Same person: go on with it</source>
        <translation>Même personne : le continuer</translation>
    </message>
    <message>
        <source>Same person: open it</source>
        <translation>Même personne : l'ouvrir</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>Une autre personne</translation>
    </message>
    <message>
        <source>Ask a supervisor</source>
        <translation>Demander à un responsable</translation>
    </message>
</context>
</TS>
