<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Parts</name>
    <message>
        <source>Type the word “%1” to confirm.</source>
        <translation>اكتب الكلمة «%1» للتأكيد.</translation>
    </message>
    <message>
        <source>The word that confirms</source>
        <translation>كلمة التأكيد</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>No security key is plugged in.</source>
        <translation>لا يوجد مفتاح أمان موصول.</translation>
    </message>
    <message>
        <source>Plug in your key, or choose another way to unlock.</source>
        <translation>أوصل مفتاحك، أو اختر طريقة أخرى لفتح القفل.</translation>
    </message>
    <message>
        <source>This security key was not set up for you here.</source>
        <translation>لم يُعَدّ مفتاح الأمان هذا لك هنا.</translation>
    </message>
    <message>
        <source>The security key did not answer.</source>
        <translation>لم يستجب مفتاح الأمان.</translation>
    </message>
    <message>
        <source>Plug it in, try again, and touch it when it blinks.</source>
        <translation>أوصله وحاول مرة أخرى، والمسه عندما يومض.</translation>
    </message>
    <message>
        <source>The security key asks for its PIN.</source>
        <translation>يطلب مفتاح الأمان رقمه السري.</translation>
    </message>
    <message>
        <source>Check the PIN of the key, then try again.</source>
        <translation>تحقق من الرقم السري للمفتاح، ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>The security chip of this laptop cannot be reached.</source>
        <translation>لا يمكن الوصول إلى شريحة الأمان في هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Choose another way to unlock, or ask your supervisor.</source>
        <translation>اختر طريقة أخرى لفتح القفل، أو اسأل مشرفك.</translation>
    </message>
    <message>
        <source>This disk was set up in another laptop.</source>
        <translation>أُعِدّ هذا القرص في حاسوب آخر.</translation>
    </message>
    <message>
        <source>The device cannot do what was asked of it.</source>
        <translation>لا يستطيع الجهاز فعل ما طُلب منه.</translation>
    </message>
    <message>
        <source>The six digits of your phone are needed, and these are not they.</source>
        <translation>الأرقام الستة في هاتفك مطلوبة، وليست هذه هي.</translation>
    </message>
    <message>
        <source>Type the digits that the phone shows now. Its clock must be right.</source>
        <translation>اكتب الأرقام التي يعرضها الهاتف الآن. يجب أن تكون ساعته صحيحة.</translation>
    </message>
    <message>
        <source>These six digits were used already.</source>
        <translation>استُعملت هذه الأرقام الستة من قبل.</translation>
    </message>
    <message>
        <source>Wait until the phone shows the next ones.</source>
        <translation>انتظر حتى يعرض الهاتف الأرقام التالية.</translation>
    </message>
    <message>
        <source>The passphrase alone does not open this.</source>
        <translation>عبارة المرور وحدها لا تفتح هذا.</translation>
    </message>
    <message>
        <source>Use your security key, this laptop's chip or a printed code.</source>
        <translation>استعمل مفتاح الأمان أو شريحة هذا الحاسوب أو رمزًا مطبوعًا.</translation>
    </message>
    <message>
        <source>That is not the passphrase.</source>
        <translation>هذه ليست عبارة المرور.</translation>
    </message>
    <message>
        <source>Check the keyboard's language and Caps Lock, then type it again.</source>
        <translation>تحقق من لغة لوحة المفاتيح ومن مفتاح الأحرف الكبيرة، ثم اكتبها من جديد.</translation>
    </message>
    <message>
        <source>There were too many tries.</source>
        <translation>كانت المحاولات كثيرة جدًا.</translation>
    </message>
    <message>
        <source>Wait until the time shown, then try again.</source>
        <translation>انتظر حتى الوقت المبيَّن، ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>This name is blocked after 20 wrong tries.</source>
        <translation>هذا الاسم موقوف بعد 20 محاولة خاطئة.</translation>
    </message>
    <message>
        <source>Ask your supervisor to let you in again.</source>
        <translation>اطلب من مشرفك أن يعيد لك الدخول.</translation>
    </message>
    <message>
        <source>This name is not known here.</source>
        <translation>هذا الاسم غير معروف هنا.</translation>
    </message>
    <message>
        <source>Choose another name, or ask your administrator.</source>
        <translation>اختر اسمًا آخر، أو اسأل مدير النظام.</translation>
    </message>
    <message>
        <source>This passphrase is too easy to guess.</source>
        <translation>عبارة المرور هذه سهلة التخمين.</translation>
    </message>
    <message>
        <source>Use at least 15 characters; a few unusual words are best.</source>
        <translation>استخدم 15 حرفًا على الأقل؛ والأفضل بضع كلمات غير مألوفة.</translation>
    </message>
    <message>
        <source>A backup of this station could not be written or read.</source>
        <translation>تعذّرت كتابة نسخة احتياطية من هذه المحطة أو قراءتها.</translation>
    </message>
    <message>
        <source>This station came back from a backup and has not synced since.</source>
        <translation>عادت هذه المحطة من نسخة احتياطية ولم تُزامَن منذ ذلك الحين.</translation>
    </message>
    <message>
        <source>Sync first; then a shift can be opened.</source>
        <translation>زامِن أولًا؛ بعد ذلك يمكن فتح وردية.</translation>
    </message>
    <message>
        <source>This laptop is not a station yet.</source>
        <translation>هذا الحاسوب ليس محطة بعد.</translation>
    </message>
    <message>
        <source>Ask your administrator to enrol it.</source>
        <translation>اطلب من مدير النظام تسجيله.</translation>
    </message>
    <message>
        <source>This laptop has asked to become a station and is not approved yet.</source>
        <translation>طلب هذا الحاسوب أن يصبح محطة ولم تتم الموافقة عليه بعد.</translation>
    </message>
    <message>
        <source>Ask your administrator to approve it.</source>
        <translation>اطلب من مدير النظام الموافقة عليه.</translation>
    </message>
    <message>
        <source>A file of this station is damaged.</source>
        <translation>أحد ملفات هذه المحطة تالف.</translation>
    </message>
    <message>
        <source>Do not change anything in its folder. Tell your administrator.</source>
        <translation>لا تغيّر شيئًا في مجلدها. أخبر مدير النظام.</translation>
    </message>
    <message>
        <source>This was written by a newer version of Limen.</source>
        <translation>كُتب هذا بإصدار أحدث من ليمن.</translation>
    </message>
    <message>
        <source>Update Limen on this laptop.</source>
        <translation>حدّث ليمن على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>The records file does not belong to this station.</source>
        <translation>ملف السجلات لا يخص هذه المحطة.</translation>
    </message>
    <message>
        <source>The disk of this laptop is full.</source>
        <translation>قرص هذا الحاسوب ممتلئ.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>حرّر بعض المساحة، ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>The disk did not take what was written.</source>
        <translation>لم يقبل القرص ما كُتب.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, tell your administrator.</source>
        <translation>حاول مرة أخرى. إن تكرر ذلك فأخبر مدير النظام.</translation>
    </message>
    <message>
        <source>Another program is using the records file.</source>
        <translation>برنامج آخر يستخدم ملف السجلات.</translation>
    </message>
    <message>
        <source>Close it, then try again.</source>
        <translation>أغلقه، ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>لم يعد موجودًا.</translation>
    </message>
    <message>
        <source>Go back to the list.</source>
        <translation>ارجع إلى القائمة.</translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation>لا توجد وردية مفتوحة.</translation>
    </message>
    <message>
        <source>Open a shift on the Shift page.</source>
        <translation>افتح وردية من صفحة الوردية.</translation>
    </message>
    <message>
        <source>A shift is open already.</source>
        <translation>توجد وردية مفتوحة بالفعل.</translation>
    </message>
    <message>
        <source>Close it first.</source>
        <translation>أغلقها أولًا.</translation>
    </message>
    <message>
        <source>This station has no programme to work with.</source>
        <translation>لا يوجد برنامج تعمل به هذه المحطة.</translation>
    </message>
    <message>
        <source>Sync to receive one, or ask your administrator.</source>
        <translation>زامِن لتستلم واحدًا، أو اسأل مدير النظام.</translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation>دورك لا يسمح بهذا.</translation>
    </message>
    <message>
        <source>This station was wiped by the order of two people.</source>
        <translation>مُسحت هذه المحطة بأمر من شخصين.</translation>
    </message>
    <message>
        <source>Its records are no longer on this laptop. Ask your administrator.</source>
        <translation>لم تعد سجلاتها على هذا الحاسوب. اسأل المسؤول.</translation>
    </message>
    <message>
        <source>This station has not heard from the server for too long, so no record is opened.</source>
        <translation>لم تتواصل هذه المحطة مع الخادم منذ وقت طويل، لذلك لا يُفتح أي سجل.</translation>
    </message>
    <message>
        <source>Sync, and they open again. New records can be taken meanwhile.</source>
        <translation>زامِن لتُفتح من جديد. يمكن أخذ سجلات جديدة في هذه الأثناء.</translation>
    </message>
    <message>
        <source>This passphrase was given to you to be changed.</source>
        <translation>أُعطيت لك عبارة المرور هذه لتغيّرها.</translation>
    </message>
    <message>
        <source>Choose one of your own that nobody else knows.</source>
        <translation>اختر عبارة خاصة بك لا يعرفها أحد غيرك.</translation>
    </message>
    <message>
        <source>Somebody else's shift is open on this laptop.</source>
        <translation>نوبة شخص آخر مفتوحة على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>They can close it, or a supervisor can end it. You can read and sync meanwhile.</source>
        <translation>يمكنه إغلاقها أو يمكن لمشرف إنهاؤها. يمكنك القراءة والمزامنة في هذه الأثناء.</translation>
    </message>
    <message>
        <source>This needs your passphrase again.</source>
        <translation>يتطلب هذا عبارة المرور مرة أخرى.</translation>
    </message>
    <message>
        <source>Type it, then repeat what you were doing.</source>
        <translation>اكتبها ثم أعد ما كنت تفعله.</translation>
    </message>
    <message>
        <source>This needs a second person.</source>
        <translation>يتطلب هذا شخصًا ثانيًا.</translation>
    </message>
    <message>
        <source>Ask a supervisor of this station to confirm it with their own passphrase.</source>
        <translation>اطلب من مشرف في هذه المحطة أن يؤكده بعبارة مروره.</translation>
    </message>
    <message>
        <source>The request is no longer valid.</source>
        <translation>لم يعد الطلب صالحًا.</translation>
    </message>
    <message>
        <source>Ask for it again.</source>
        <translation>اطلبه من جديد.</translation>
    </message>
    <message>
        <source>Ask your supervisor.</source>
        <translation>اسأل مشرفك.</translation>
    </message>
    <message>
        <source>A part of this cannot be opened here.</source>
        <translation>جزء من هذا لا يمكن فتحه هنا.</translation>
    </message>
    <message>
        <source>If it should be readable for you, tell your administrator.</source>
        <translation>إن كان ينبغي أن تقرأه فأخبر مدير النظام.</translation>
    </message>
    <message>
        <source>It is larger than Limen accepts.</source>
        <translation>هو أكبر مما يقبله ليمن.</translation>
    </message>
    <message>
        <source>Shorten the longest answers, then try again.</source>
        <translation>اختصر أطول الإجابات، ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>An answer does not fit its question.</source>
        <translation>إجابة لا تناسب سؤالها.</translation>
    </message>
    <message>
        <source>Go through the questions that are marked.</source>
        <translation>راجع الأسئلة المعلَّمة.</translation>
    </message>
    <message>
        <source>A programme was refused, because it is damaged or not signed as it must be.</source>
        <translation>رُفض برنامج لأنه تالف أو غير موقَّع كما يجب.</translation>
    </message>
    <message>
        <source>The one you have stays in use. Tell your administrator.</source>
        <translation>يبقى البرنامج الذي لديك مستخدمًا. أخبر مدير النظام.</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>تعذر الوصول إلى الخادم.</translation>
    </message>
    <message>
        <source>Check the network, then sync again. You can go on working without it.</source>
        <translation>تحقق من الشبكة، ثم زامِن من جديد. يمكنك مواصلة العمل بدونه.</translation>
    </message>
    <message>
        <source>Something answered that is not our server.</source>
        <translation>أجاب شيء ليس خادمنا.</translation>
    </message>
    <message>
        <source>Use another network and tell your administrator.</source>
        <translation>استخدم شبكة أخرى وأخبر مدير النظام.</translation>
    </message>
    <message>
        <source>The server did not accept this station.</source>
        <translation>لم يقبل الخادم هذه المحطة.</translation>
    </message>
    <message>
        <source>Ask your administrator whether it is still enrolled.</source>
        <translation>اسأل مدير النظام إن كانت ما تزال مسجَّلة.</translation>
    </message>
    <message>
        <source>The connection was cut.</source>
        <translation>انقطع الاتصال.</translation>
    </message>
    <message>
        <source>Sync again: it goes on where it stopped.</source>
        <translation>زامِن من جديد: تستأنف من حيث توقفت.</translation>
    </message>
    <message>
        <source>The sync was cancelled.</source>
        <translation>أُلغيت المزامنة.</translation>
    </message>
    <message>
        <source>Sync again when it suits you: it goes on where it stopped.</source>
        <translation>زامِن متى ناسبك: تستأنف من حيث توقفت.</translation>
    </message>
    <message>
        <source>The server took too long to answer.</source>
        <translation>تأخر الخادم كثيرًا في الرد.</translation>
    </message>
    <message>
        <source>Sync again later: it goes on where it stopped.</source>
        <translation>زامِن لاحقًا: تستأنف من حيث توقفت.</translation>
    </message>
    <message>
        <source>Something that came from the server is damaged and was not taken.</source>
        <translation>شيء جاء من الخادم تالف ولم يُؤخذ.</translation>
    </message>
    <message>
        <source>Sync again. If it happens again, tell your administrator.</source>
        <translation>زامِن من جديد. إن تكرر ذلك فأخبر مدير النظام.</translation>
    </message>
    <message>
        <source>A file of the organisation is damaged or not signed as it must be.</source>
        <translation>أحد ملفات المنظمة تالف أو غير موقَّع كما يجب.</translation>
    </message>
    <message>
        <source>Tell your administrator.</source>
        <translation>أخبر مدير النظام.</translation>
    </message>
    <message>
        <source>The code was not accepted.</source>
        <translation>لم يُقبل الرمز.</translation>
    </message>
    <message>
        <source>Ask your administrator for a new one.</source>
        <translation>اطلب رمزًا جديدًا من مدير النظام.</translation>
    </message>
    <message>
        <source>An administrator has not decided yet.</source>
        <translation>لم يقرر مدير النظام بعد.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>حاول لاحقًا.</translation>
    </message>
    <message>
        <source>A part of Limen has ended unexpectedly.</source>
        <translation>توقف جزء من ليمن على نحو غير متوقع.</translation>
    </message>
    <message>
        <source>Lock, then unlock again.</source>
        <translation>أقفل، ثم افتح القفل من جديد.</translation>
    </message>
    <message>
        <source>It is there already.</source>
        <translation>هو موجود بالفعل.</translation>
    </message>
    <message>
        <source>Nothing more is needed.</source>
        <translation>لا حاجة إلى شيء آخر.</translation>
    </message>
    <message>
        <source>The programme has no such question.</source>
        <translation>لا يوجد سؤال كهذا في البرنامج.</translation>
    </message>
    <message>
        <source>Nothing was opened and nothing was changed.</source>
        <translation>لم يُفتح شيء ولم يتغير شيء.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>لم يتغير شيء.</translation>
    </message>
    <message>
        <source>No record was started.</source>
        <translation>لم يبدأ أي سجل.</translation>
    </message>
    <message>
        <source>Your last answers are on the screen but not on the disk yet; everything before them is kept.</source>
        <translation>إجاباتك الأخيرة على الشاشة ولم تُحفظ على القرص بعد؛ وكل ما قبلها محفوظ.</translation>
    </message>
    <message>
        <source>The record is not finished; all its answers are kept as a draft.</source>
        <translation>لم يكتمل السجل؛ وكل إجاباته محفوظة كمسودة.</translation>
    </message>
    <message>
        <source>The draft is still there.</source>
        <translation>المسودة ما تزال موجودة.</translation>
    </message>
    <message>
        <source>The records are not touched.</source>
        <translation>السجلات لم تُمس.</translation>
    </message>
    <message>
        <source>The record is not touched.</source>
        <translation>السجل لم يُمس.</translation>
    </message>
    <message>
        <source>Every record is kept on this laptop, and what the server confirmed stays confirmed.</source>
        <translation>كل السجلات محفوظة على هذا الحاسوب، وما أكده الخادم يبقى مؤكدًا.</translation>
    </message>
    <message>
        <source>The shift is as it was.</source>
        <translation>الوردية كما كانت.</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>حدث خطأ ما.</translation>
    </message>
    <message>
        <source>The server refused a part of what was sent.</source>
        <translation>رفض الخادم جزءًا مما أُرسل.</translation>
    </message>
    <message>
        <source>This station and the server do not hold the same records.</source>
        <translation>هذه المحطة والخادم لا يحملان السجلات نفسها.</translation>
    </message>
    <message>
        <source>The sync stopped before the end.</source>
        <translation>توقفت المزامنة قبل النهاية.</translation>
    </message>
    <message>
        <source>Enter a whole number in digits, such as 4</source>
        <translation>أدخل عددًا صحيحًا بالأرقام، مثل 4</translation>
    </message>
    <message>
        <source>Enter a number in digits, such as 2.5</source>
        <translation>أدخل عددًا بالأرقام، مثل 2.5</translation>
    </message>
    <message>
        <source>Enter a real date: day, month and a year of four digits</source>
        <translation>أدخل تاريخًا صحيحًا: اليوم والشهر وسنة من أربعة أرقام</translation>
    </message>
    <message>
        <source>Enter latitude and longitude in degrees, such as 36.82 and 10.17</source>
        <translation>أدخل خط العرض وخط الطول بالدرجات، مثل 36.82 و10.17</translation>
    </message>
    <message>
        <source>Enter an answer that fits the question</source>
        <translation>أدخل إجابة تناسب السؤال</translation>
    </message>
    <message>
        <source>This answer is not possible here. Check it</source>
        <translation>هذه الإجابة غير ممكنة هنا. تحقق منها</translation>
    </message>
    <message>
        <source>Choose one answer</source>
        <translation>اختر إجابة واحدة</translation>
    </message>
    <message>
        <source>Choose at least one answer</source>
        <translation>اختر إجابة واحدة على الأقل</translation>
    </message>
    <message>
        <source>Enter a number</source>
        <translation>أدخل عددًا</translation>
    </message>
    <message>
        <source>Enter a date</source>
        <translation>أدخل تاريخًا</translation>
    </message>
    <message>
        <source>Enter a place: latitude and longitude</source>
        <translation>أدخل مكانًا: خط العرض وخط الطول</translation>
    </message>
    <message>
        <source>Enter an answer</source>
        <translation>أدخل إجابة</translation>
    </message>
    <message>
        <source>Enter a year of four digits</source>
        <translation>أدخل سنة من أربعة أرقام</translation>
    </message>
    <message>
        <source>Enter a month and a year of four digits</source>
        <translation>أدخل شهرًا وسنة من أربعة أرقام</translation>
    </message>
    <message>
        <source>Enter a time of day: an hour up to 23 and a minute up to 59</source>
        <translation>أدخل وقتًا: ساعة حتى 23 ودقيقة حتى 59</translation>
    </message>
    <message>
        <source>Enter a real date with a year of four digits, and a time of day</source>
        <translation>أدخل تاريخًا صحيحًا بسنة من أربعة أرقام، ووقتًا</translation>
    </message>
    <message>
        <source>Enter latitude and longitude of every point in degrees, such as 36.82 and 10.17</source>
        <translation>أدخل خط العرض وخط الطول لكل نقطة بالدرجات، مثل 36.82 و10.17</translation>
    </message>
    <message>
        <source>Put the lines in order, or say that their order is right</source>
        <translation>رتّب السطور، أو أكّد أن ترتيبها صحيح</translation>
    </message>
    <message>
        <source>Confirm this to go on</source>
        <translation>أكّد هذا للمتابعة</translation>
    </message>
    <message>
        <source>Enter a time of day</source>
        <translation>أدخل وقتًا</translation>
    </message>
    <message>
        <source>Enter a date and a time of day</source>
        <translation>أدخل تاريخًا ووقتًا</translation>
    </message>
    <message>
        <source>Enter at least two points</source>
        <translation>أدخل نقطتين على الأقل</translation>
    </message>
    <message>
        <source>Enter at least three points</source>
        <translation>أدخل ثلاث نقاط على الأقل</translation>
    </message>
    <message>
        <source>This person cannot take drafts at this laptop.</source>
        <translation>لا يستطيع هذا الشخص استلام مسودات على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Choose somebody who takes records here and has unlocked it before.</source>
        <translation>اختر شخصًا يأخذ السجلات هنا وسبق أن فتح القفل.</translation>
    </message>
    <message>
        <source>Drafts are not decided on yet.</source>
        <translation>لم يُبتّ في أمر المسودات بعد.</translation>
    </message>
    <message>
        <source>Finish, seal, hand over or discard each of them, then close the shift.</source>
        <translation>أكمل كل واحدة منها أو اختمها أو سلّمها أو احذفها، ثم أغلق الوردية.</translation>
    </message>
    <message>
        <source>The record is as it was.</source>
        <translation>بقي السجل كما كان.</translation>
    </message>
    <message>
        <source>Nobody's access was changed.</source>
        <translation>لم يتغير وصول أحد.</translation>
    </message>
    <message>
        <source>Nothing was done yet.</source>
        <translation>لم يُنفَّذ شيء بعد.</translation>
    </message>
    <message>
        <source>The server knows another log of this station: this laptop's store is an older copy, or there are two.</source>
        <translation>يعرف الخادم سجلًا يوميًا آخر لهذه المحطة: ما في هذا الحاسوب نسخة أقدم، أو هناك نسختان.</translation>
    </message>
    <message>
        <source>Begin no new record here. Tell your administrator now.</source>
        <translation>لا تبدأ سجلًا جديدًا هنا. أخبر مدير النظام الآن.</translation>
    </message>
    <message>
        <source>No backup was made.</source>
        <translation>لم تُنشأ نسخة احتياطية.</translation>
    </message>
    <message>
        <source>Its stick or folder is not there; your work goes on.</source>
        <translation>ذاكرتها أو مجلدها غير موجود؛ عملك مستمر.</translation>
    </message>
    <message>
        <source>Put the stick in: the next unlock or sync tries again.</source>
        <translation>أدخل الذاكرة: تُعاد المحاولة عند فتح القفل أو المزامنة التالية.</translation>
    </message>
    <message>
        <source>Its stick or folder is full; your work goes on.</source>
        <translation>ذاكرتها أو مجلدها ممتلئ؛ عملك مستمر.</translation>
    </message>
    <message>
        <source>Use another stick: the next unlock or sync tries again.</source>
        <translation>استعمل ذاكرة أخرى: تُعاد المحاولة عند فتح القفل أو المزامنة التالية.</translation>
    </message>
    <message>
        <source>It could not be written; your work goes on.</source>
        <translation>تعذرت كتابتها؛ عملك مستمر.</translation>
    </message>
    <message>
        <source>This is no JPEG or PNG picture, or it is damaged.</source>
        <translation>هذه ليست صورة JPEG أو PNG، أو هي تالفة.</translation>
    </message>
    <message>
        <source>Choose another file, or take the picture again.</source>
        <translation>اختر ملفًا آخر، أو التقط الصورة من جديد.</translation>
    </message>
    <message>
        <source>This picture is larger than Limen keeps.</source>
        <translation>هذه الصورة أكبر مما يحفظه Limen.</translation>
    </message>
    <message>
        <source>Take it again with fewer pixels.</source>
        <translation>التقطها من جديد بدقة أقل.</translation>
    </message>
    <message>
        <source>The picture is not on this laptop yet.</source>
        <translation>الصورة ليست على هذا الحاسوب بعد.</translation>
    </message>
    <message>
        <source>It comes with the next sync.</source>
        <translation>ستصل مع المزامنة التالية.</translation>
    </message>
    <message>
        <source>The picture is not as it was when it was sealed, and is not shown.</source>
        <translation>الصورة ليست كما كانت عند ختمها، ولا تُعرض.</translation>
    </message>
    <message>
        <source>This record holds as many pictures as it may.</source>
        <translation>يحتوي هذا السجل على أكبر عدد مسموح من الصور.</translation>
    </message>
    <message>
        <source>Finish it, or leave this picture out.</source>
        <translation>أنهِ السجل، أو اترك هذه الصورة.</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>اختر صورة</translation>
    </message>
    <message>
        <source>This form cannot be finished here: it needs sound or film, and Limen keeps pictures only</source>
        <translation>لا يمكن إنهاء هذا النموذج هنا: يحتاج إلى صوت أو فيلم، وLimen يحفظ الصور فقط</translation>
    </message>
    <message>
        <source>The person was not told yet, or has not chosen yet.</source>
        <translation>لم يُبلَّغ الشخص بعد، أو لم يختر بعد.</translation>
    </message>
    <message>
        <source>The draft is kept as it is.</source>
        <translation>تبقى المسودة كما هي.</translation>
    </message>
    <message>
        <source>Go to Notice and consent and answer what is open there. You can also discard the draft.</source>
        <translation>انتقل إلى «الإشعار والموافقة» وأجب عما بقي هناك. ويمكنك أيضًا حذف المسودة.</translation>
    </message>
    <message>
        <source>The person did not agree to what this answer is for.</source>
        <translation>لم يوافق الشخص على الغرض من هذه الإجابة.</translation>
    </message>
    <message>
        <source>Ask them first. Their yes is corrected before the answer is.</source>
        <translation>اسأله أولًا. تُصحَّح موافقته قبل الإجابة.</translation>
    </message>
    <message>
        <source>A file on the stick is damaged or cut short, and was not taken.</source>
        <translation>ملف على الذاكرة تالف أو مبتور، ولم يؤخذ.</translation>
    </message>
    <message>
        <source>Have it copied again, on another stick if need be.</source>
        <translation>ليُنسخ من جديد، وعلى ذاكرة أخرى عند الحاجة.</translation>
    </message>
    <message>
        <source>A file on the stick is not from our server, or not for this station, and was not taken.</source>
        <translation>ملف على الذاكرة ليس من خادمنا أو ليس لهذه المحطة، ولم يؤخذ.</translation>
    </message>
    <message>
        <source>Keep the stick and tell your administrator.</source>
        <translation>احتفظ بالذاكرة وأخبر المسؤول.</translation>
    </message>
    <message>
        <source>The answer on the stick no longer fits this laptop, and was not taken.</source>
        <translation>الرد على الذاكرة لم يعد يناسب هذا الحاسوب، ولم يؤخذ.</translation>
    </message>
    <message>
        <source>Write to the stick again, and take the new answer.</source>
        <translation>اكتب على الذاكرة من جديد، وخذ الرد الجديد.</translation>
    </message>
    <message>
        <source>A part of the answer is missing on the stick.</source>
        <translation>جزء من الرد ناقص على الذاكرة.</translation>
    </message>
    <message>
        <source>Have all files of the answer brought together.</source>
        <translation>لتُحمل كل ملفات الرد معًا.</translation>
    </message>
    <message>
        <source>The stick or folder is not there.</source>
        <translation>الذاكرة أو المجلد غير موجود.</translation>
    </message>
    <message>
        <source>Plug it in, then choose it again.</source>
        <translation>صِلها ثم اخترها من جديد.</translation>
    </message>
    <message>
        <source>This seems to hold an e-mail address. It belongs into a question of its own, or nowhere.</source>
        <translation>يبدو أن هنا عنوان بريد إلكتروني. مكانه سؤال خاص به، أو لا مكان له.</translation>
    </message>
    <message>
        <source>This seems to hold a telephone number. It belongs into a question of its own, or nowhere.</source>
        <translation>يبدو أن هنا رقم هاتف. مكانه سؤال خاص به، أو لا مكان له.</translation>
    </message>
    <message>
        <source>This seems to hold the number of a document. It belongs into a question of its own, or nowhere.</source>
        <translation>يبدو أن هنا رقم وثيقة. مكانه سؤال خاص به، أو لا مكان له.</translation>
    </message>
    <message>
        <source>This seems to hold a date, perhaps of birth. It belongs into a question of its own, or nowhere.</source>
        <translation>يبدو أن هنا تاريخًا، ربما تاريخ ميلاد. مكانه سؤال خاص به، أو لا مكان له.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>، </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>قبل %1 ث</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>قبل %1 د</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>قبل %1 س</translation>
    </message>
    <message>
        <source>%1 here, %2 confirmed</source>
        <translation>%1 هنا، %2 مؤكد</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) here</source>
        <translation>
            <numerusform>لا سجلات هنا</numerusform>
            <numerusform>سجل واحد هنا</numerusform>
            <numerusform>سجلان هنا</numerusform>
            <numerusform>%n سجلات هنا</numerusform>
            <numerusform>%n سجلًا هنا</numerusform>
            <numerusform>%n سجل هنا</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 confirmed by the server</source>
        <translation>%1، أكد الخادم منها %2</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>لا أحد بعد</translation>
    </message>
    <message>
        <source>Kept as it was answered.</source>
        <translation>يُحفظ كما أُجيب.</translation>
    </message>
    <message>
        <source>Only the year is kept.</source>
        <translation>تُحفظ السنة فقط.</translation>
    </message>
    <message>
        <source>Only an age band of %1 years is kept.</source>
        <translation>تُحفظ فئة عمرية من %1 سنوات فقط.</translation>
    </message>
    <message>
        <source>Only the first letter is kept.</source>
        <translation>يُحفظ الحرف الأول فقط.</translation>
    </message>
    <message>
        <source>Kept rounded to steps of %1.</source>
        <translation>يُحفظ مقرَّبًا بخطوات من %1.</translation>
    </message>
    <message>
        <source>Only whether there was an answer is kept.</source>
        <translation>يُحفظ فقط هل كانت هناك إجابة.</translation>
    </message>
    <message>
        <source>Not kept: it is used while you ask, then dropped.</source>
        <translation>لا يُحفظ: يُستخدم أثناء السؤال ثم يُحذف.</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <comment>a question that is only confirmed</comment>
        <translation>مؤكَّد</translation>
    </message>
    <message>
        <source>Entered, not shown</source>
        <translation>أُدخل ولا يُعرض</translation>
    </message>
    <message>
        <source>Picture, %1</source>
        <translation>صورة، %1</translation>
    </message>
</context>
<context>
    <name>limen::FormPageView</name>
    <message>
        <source>Whether the answers are saved</source>
        <translation>هل الإجابات محفوظة</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Show in another language</source>
        <translation>عرض بلغة أخرى</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>لم يُحفظ بعد</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>جارٍ الحفظ…</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>حُفظ %1</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>المراجعة</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>الأسئلة</translation>
    </message>
    <message>
        <source>Finish record</source>
        <translation>إنهاء السجل</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>%1, number %2</source>
        <translation>%1، رقم %2</translation>
    </message>
    <message>
        <source>Entered so far: %1. Add one more, or continue.</source>
        <translation>أُدخل حتى الآن: %1. أضف واحدًا آخر أو تابع.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>تغيير</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>Change number %1</source>
        <translation>تغيير الرقم %1</translation>
    </message>
    <message>
        <source>Remove number %1</source>
        <translation>إزالة الرقم %1</translation>
    </message>
    <message>
        <source>Add one more</source>
        <translation>إضافة آخر</translation>
    </message>
    <message>
        <source>Will be sealed, readable by %1</source>
        <translation>سيُختم، يقرؤه: %1</translation>
    </message>
    <message>
        <source>Readable by %1</source>
        <translation>يقرؤه: %1</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>بلا إجابة</translation>
    </message>
    <message>
        <source>Change: %1</source>
        <translation>تغيير: %1</translation>
    </message>
    <message>
        <source>Check the answers</source>
        <translation>راجع الإجابات</translation>
    </message>
    <message>
        <source>Finishing seals the record. Sealed answers can be read here only while this shift is open.</source>
        <translation>الإنهاء يختم السجل. الإجابات المختومة تُقرأ هنا ما دامت هذه الوردية مفتوحة فقط.</translation>
    </message>
    <message>
        <source>Check these answers first</source>
        <translation>راجع هذه الإجابات أولًا</translation>
    </message>
    <message>
        <source>Hide the other language</source>
        <translation>إخفاء اللغة الأخرى</translation>
    </message>
    <message>
        <source>Preview: nothing is kept</source>
        <translation>معاينة: لا يُحفظ شيء</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>وضع جانبًا</translation>
    </message>
    <message>
        <source>Keeps this one as a draft, so that you can start another or go on with one</source>
        <translation>يحفظ هذا السجل مسودة، لتبدأ غيره أو تتابع آخر</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>استراحة</translation>
    </message>
    <message>
        <source>Saves, and covers the answers until the person wants to go on</source>
        <translation>يحفظ ويغطي الإجابات إلى أن يرغب الشخص في المتابعة</translation>
    </message>
    <message>
        <source>Show to the person</source>
        <translation>اعرضه على الشخص</translation>
    </message>
    <message>
        <source>Something stands in free text that belongs elsewhere</source>
        <translation>في نص حر شيء مكانه في موضع آخر</translation>
    </message>
</context>
<context>
    <name>limen::IntakePage</name>
    <message>
        <source>Try again</source>
        <translation>حاول مرة أخرى</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>سجل جديد</translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation>لا توجد وردية مفتوحة.</translation>
    </message>
    <message>
        <source>Records that were finished stay sealed.</source>
        <translation>السجلات المكتملة تبقى مختومة.</translation>
    </message>
    <message>
        <source>Open a shift to take new records.</source>
        <translation>افتح وردية لتأخذ سجلات جديدة.</translation>
    </message>
    <message>
        <source>Go to Shift</source>
        <translation>انتقل إلى الوردية</translation>
    </message>
    <message>
        <source>There is no programme on this station yet</source>
        <translation>لا يوجد برنامج على هذه المحطة بعد</translation>
    </message>
    <message>
        <source>A programme says what is asked and why. Sync to receive one, or ask your administrator.</source>
        <translation>البرنامج يحدد ما يُسأل عنه ولماذا. زامِن لتستلم واحدًا، أو اسأل مدير النظام.</translation>
    </message>
    <message>
        <source>Version %1. Languages: %2</source>
        <translation>الإصدار %1. اللغات: %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
    <message>
        <source>Demonstration only, without protection rules</source>
        <translation>للعرض فقط، بلا قواعد حماية</translation>
    </message>
    <message>
        <source>Start record</source>
        <translation>بدء سجل</translation>
    </message>
    <message>
        <source>Start record: %1</source>
        <translation>بدء سجل: %1</translation>
    </message>
    <message>
        <source>Record finished</source>
        <translation>اكتمل السجل</translation>
    </message>
    <message>
        <source>It is sealed and saved on this laptop. The server has not confirmed it yet: it goes with the next sync.</source>
        <translation>هو مختوم ومحفوظ على هذا الحاسوب. لم يؤكده الخادم بعد: يُرسل مع المزامنة التالية.</translation>
    </message>
    <message>
        <source>Next record</source>
        <translation>السجل التالي</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Show this record</source>
        <translation>عرض هذا السجل</translation>
    </message>
    <message>
        <source>The shift of %1 is open on this laptop.</source>
        <translation>وردية %1 مفتوحة على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>You can read and sync meanwhile.</source>
        <translation>يمكنك القراءة والمزامنة في هذه الأثناء.</translation>
    </message>
    <message>
        <source>Not finished yet: %1</source>
        <translation>لم تكتمل بعد: %1</translation>
    </message>
</context>
<context>
    <name>limen::MainWindow</name>
    <message>
        <source>Opening the records of this station…</source>
        <translation>جارٍ فتح سجلات هذه المحطة…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>قفل</translation>
    </message>
    <message>
        <source>Intake</source>
        <translation>الاستقبال</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>السجلات</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>المزامنة</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>الإشعارات</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>الوردية</translation>
    </message>
    <message>
        <source>shift open since %1</source>
        <translation>الوردية مفتوحة منذ %1</translation>
    </message>
    <message>
        <source>no shift open</source>
        <translation>لا وردية مفتوحة</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>site, shift</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>Demonstration: this station runs a form without protection rules. Do not enter real people.</source>
        <translation>عرض توضيحي: تستخدم هذه المحطة استمارة بلا قواعد حماية. لا تُدخل أشخاصًا حقيقيين.</translation>
    </message>
    <message>
        <source>The screen is covered</source>
        <translation>الشاشة مغطاة</translation>
    </message>
    <message>
        <source>Press F3 to go on, F2 to lock.</source>
        <translation>اضغط F3 للمتابعة، وF2 للقفل.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>shift of %1 open</source>
        <translation>وردية %1 مفتوحة</translation>
    </message>
</context>
<context>
    <name>limen::NoticesPage</name>
    <message>
        <source>Notices</source>
        <translation>الإشعارات</translation>
    </message>
    <message>
        <source>What is asked and why, what is kept of each answer and who may read it. Show it to anybody who wants to know.</source>
        <translation>ما الذي يُسأل عنه ولماذا، وما يُحفظ من كل إجابة ومن يمكنه قراءته. اعرضه على كل من يريد أن يعرف.</translation>
    </message>
    <message>
        <source>There is no programme on this station yet</source>
        <translation>لا يوجد برنامج على هذه المحطة بعد</translation>
    </message>
    <message>
        <source>Sync to receive one, or ask your administrator.</source>
        <translation>زامِن لتستلم واحدًا، أو اسأل مدير النظام.</translation>
    </message>
    <message>
        <source>This form is a demonstration without protection rules.</source>
        <translation>هذه الاستمارة عرض توضيحي بلا قواعد حماية.</translation>
    </message>
    <message>
        <source>Every answer is sealed as identity and kept as it was answered.</source>
        <translation>تُختم كل إجابة ضمن الهوية وتُحفظ كما هي.</translation>
    </message>
    <message>
        <source>Do not use it with real people.</source>
        <translation>لا تستخدمها مع أشخاص حقيقيين.</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>الأغراض</translation>
    </message>
    <message>
        <source>Sealed, readable by %1</source>
        <translation>مختوم، يقرؤه: %1</translation>
    </message>
    <message>
        <source>Readable by %1</source>
        <translation>يقرؤه: %1</translation>
    </message>
</context>
<context>
    <name>limen::PointField</name>
    <message>
        <source>Latitude</source>
        <translation>خط العرض</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>خط الطول</translation>
    </message>
</context>
<context>
    <name>limen::QuestionWidget</name>
    <message>
        <source>Why do you ask this?</source>
        <translation>لماذا تسأل عن هذا؟</translation>
    </message>
    <message>
        <source>The programme gives no reason for this question.</source>
        <translation>لا يذكر البرنامج سببًا لهذا السؤال.</translation>
    </message>
    <message>
        <source>Used for: %1</source>
        <translation>يُستخدم من أجل: %1</translation>
    </message>
    <message>
        <source>Sealed, readable by %1</source>
        <translation>مختوم، يقرؤه: %1</translation>
    </message>
    <message>
        <source>Readable by %1</source>
        <translation>يقرؤه: %1</translation>
    </message>
    <message>
        <source>More</source>
        <comment>guidance for the officer</comment>
        <translation>المزيد</translation>
    </message>
</context>
<context>
    <name>limen::RecordViewPage</name>
    <message>
        <source>Two people answered differently. It waits for a decision.</source>
        <translation>أجاب شخصان إجابتين مختلفتين. ينتظر الأمر قرارًا.</translation>
    </message>
    <message>
        <source>Changed by two who had not seen each other</source>
        <translation>غيّره شخصان لم يرَ أيٌّ منهما تغيير الآخر</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>، </translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>العودة إلى القائمة</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>حُفظ %1</translation>
    </message>
    <message>
        <source>Confirmed by the server</source>
        <translation>أكده الخادم</translation>
    </message>
    <message>
        <source>On this laptop only, waits for the next sync</source>
        <translation>على هذا الحاسوب فقط، ينتظر المزامنة التالية</translation>
    </message>
    <message>
        <source>Sealed, readable by nobody at this site</source>
        <translation>مختوم، لا يقرؤه أحد في هذا الموقع</translation>
    </message>
    <message>
        <source>Sealed, readable by %1</source>
        <translation>مختوم، يقرؤه: %1</translation>
    </message>
    <message>
        <source>Nothing was answered here.</source>
        <translation>لم يُجب هنا عن شيء.</translation>
    </message>
    <message>
        <source>Damaged: it does not open and was not changed. Tell your administrator.</source>
        <translation>تالف: لا يُفتح ولم يتغير. أخبر مدير النظام.</translation>
    </message>
    <message>
        <source>%1, number %2</source>
        <translation>%1، رقم %2</translation>
    </message>
    <message>
        <source>Correct an answer…</source>
        <translation>تصحيح إجابة…</translation>
    </message>
    <message>
        <source>Sealed before it was complete</source>
        <translation>خُتم قبل أن يكتمل</translation>
    </message>
    <message>
        <source>Show it large</source>
        <translation>اعرضها كبيرة</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>صورة</translation>
    </message>
    <message>
        <source>This picture cannot be shown on this laptop.</source>
        <translation>لا يمكن عرض هذه الصورة على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>The picture is not on this laptop yet. Its small form comes with the next sync.</source>
        <translation>الصورة ليست على هذا الحاسوب بعد. تصل نسختها الصغيرة مع المزامنة التالية.</translation>
    </message>
    <message>
        <source>The large picture is not on this laptop yet. It comes with the next sync.</source>
        <translation>الصورة الكبيرة ليست على هذا الحاسوب بعد. تصل مع المزامنة التالية.</translation>
    </message>
    <message>
        <source>What the person agreed to</source>
        <translation>ما وافق عليه الشخص</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>وافق</translation>
    </message>
    <message>
        <source>Refused or taken back</source>
        <translation>رفض أو سحب موافقته</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>سحب الموافقة…</translation>
    </message>
    <message>
        <source>Take back: %1</source>
        <translation>سحب الموافقة: %1</translation>
    </message>
    <message>
        <source>Goes: every answer that rests on this yes alone (%1), here and, with the next sync, elsewhere.</source>
        <translation>يُزال: كل إجابة تقوم على هذه الموافقة وحدها (%1)، هنا، ومع المزامنة التالية في الأماكن الأخرى.</translation>
    </message>
    <message>
        <source>Stays: the other answers, and the help that the person gets. What stood before stays sealed in the record's history until it is erased.</source>
        <translation>يبقى: الإجابات الأخرى والمساعدة التي يحصل عليها الشخص. وما كان مكتوبًا يبقى مختومًا في تاريخ السجل إلى أن يُمحى.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>سحب الموافقة</translation>
    </message>
    <message>
        <source>Opened only with a second person</source>
        <translation>لا يُفتح إلا مع شخص ثانٍ</translation>
    </message>
    <message>
        <source>The programme's rules ask for it. Somebody who answers for it confirms with their own passphrase; it is in the log, and good for this once.</source>
        <translation>تطلب ذلك قواعد البرنامج. يؤكد شخص مسؤول بعبارة مروره الخاصة؛ ويُسجَّل ذلك، وهو صالح لهذه المرة فقط.</translation>
    </message>
    <message>
        <source>The programme's rules ask for it, and your role does not open it.</source>
        <translation>تطلب ذلك قواعد البرنامج، ودورك لا يفتحه.</translation>
    </message>
    <message>
        <source>Open with a second person…</source>
        <translation>الفتح مع شخص ثانٍ…</translation>
    </message>
</context>
<context>
    <name>limen::RecordsPage</name>
    <message>
        <source>Decisions: %1</source>
        <translation>القرارات: %1</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>السجلات</translation>
    </message>
    <message>
        <source>Search records</source>
        <translation>البحث في السجلات</translation>
    </message>
    <message>
        <source>Previous 50</source>
        <translation>الـ50 السابقة</translation>
    </message>
    <message>
        <source>Next 50</source>
        <translation>الـ50 التالية</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>حاول مرة أخرى</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>العودة إلى القائمة</translation>
    </message>
    <message>
        <source>Looking for records…</source>
        <translation>جارٍ البحث عن السجلات…</translation>
    </message>
    <message>
        <source>No records yet</source>
        <translation>لا سجلات بعد</translation>
    </message>
    <message>
        <source>Take the first one in Intake, or sync to receive what others took.</source>
        <translation>خذ أول سجل في الاستقبال، أو زامِن لتستلم ما أخذه الآخرون.</translation>
    </message>
    <message>
        <source>Go to Intake</source>
        <translation>انتقل إلى الاستقبال</translation>
    </message>
    <message>
        <source>No record fits</source>
        <translation>لا سجل يطابق</translation>
    </message>
    <message>
        <source>Search looks only into what you may read. Try fewer or other words.</source>
        <translation>يبحث فقط فيما يحق لك قراءته. جرّب كلمات أقل أو غيرها.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>البرنامج</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>حُفظ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Sealed record</source>
        <translation>سجل مختوم</translation>
    </message>
    <message>
        <source>From another station</source>
        <translation>من محطة أخرى</translation>
    </message>
    <message>
        <source>Here only</source>
        <translation>هنا فقط</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>مؤكد</translation>
    </message>
    <message>
        <source>%1 to %2 of %3. Enter opens a record.</source>
        <translation>%1 إلى %2 من %3. يفتح Enter السجل.</translation>
    </message>
    <message>
        <source>The same person twice?</source>
        <translation>الشخص نفسه مرتين؟</translation>
    </message>
    <message>
        <source>To open this record.</source>
        <translation>لفتح هذا السجل.</translation>
    </message>
</context>
<context>
    <name>limen::ShiftPage</name>
    <message>
        <source>Shift</source>
        <translation>الوردية</translation>
    </message>
    <message>
        <source>Open since %1</source>
        <translation>مفتوحة منذ %1</translation>
    </message>
    <message>
        <source>While it is open, what was taken in it can be read and corrected here. Locking keeps it open.</source>
        <translation>ما دامت مفتوحة، يمكن هنا قراءة ما أُخذ فيها وتصحيحه. القفل يبقيها مفتوحة.</translation>
    </message>
    <message>
        <source>Close shift…</source>
        <translation>إغلاق الوردية…</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>لا توجد وردية مفتوحة</translation>
    </message>
    <message>
        <source>Sealed answers can no longer be read on this laptop</source>
        <translation>لم يعد ممكنًا قراءة الإجابات المختومة على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Open a shift to take new records.</source>
        <translation>افتح وردية لتأخذ سجلات جديدة.</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>فتح وردية</translation>
    </message>
    <message>
        <source>You are %1.</source>
        <translation>أنت %1.</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>العرض</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>تباين عالٍ</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>حجم النص</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Choose an answer</source>
        <translation>اختيار إجابة</translation>
    </message>
    <message>
        <source>Lock; the shift stays open</source>
        <translation>قفل؛ وتبقى الوردية مفتوحة</translation>
    </message>
    <message>
        <source>Lock and end the shift at once</source>
        <translation>قفل وإنهاء الوردية فورًا</translation>
    </message>
    <message>
        <source>Cover the screen</source>
        <translation>تغطية الشاشة</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>زامِن الآن</translation>
    </message>
    <message>
        <source>Go to Intake, Records, Sync, Notices, Shift</source>
        <translation>الانتقال إلى الاستقبال والسجلات والمزامنة والإشعارات والوردية</translation>
    </message>
    <message>
        <source>The shift of %1 is open</source>
        <translation>وردية %1 مفتوحة</translation>
    </message>
    <message>
        <source>You work beside it: you can read and sync, and their shift stays as it is. Its keys are not yours.</source>
        <translation>تعمل إلى جانبها: يمكنك القراءة والمزامنة، وتبقى الوردية كما هي. ومفاتيحها ليست لك.</translation>
    </message>
    <message>
        <source>End their shift…</source>
        <translation>إنهاء ورديته…</translation>
    </message>
    <message>
        <source>The keys of %1's shift go: what was sealed in it can then be read only by its readers.</source>
        <translation>تُزال مفاتيح وردية %1: لن يقرأ ما خُتم فيها بعد ذلك إلا قراؤه.</translation>
    </message>
    <message>
        <source>Their records stay, and so do their drafts, which only they can open.</source>
        <translation>تبقى سجلاته، وكذلك مسوداته التي لا يفتحها سواه.</translation>
    </message>
    <message>
        <source>End their shift</source>
        <translation>إنهاء ورديته</translation>
    </message>
    <message>
        <source>To end the shift of %1.</source>
        <translation>لإنهاء وردية %1.</translation>
    </message>
    <message>
        <source>Lock by itself</source>
        <translation>القفل التلقائي</translation>
    </message>
    <message>
        <source>When nobody is at the keys for</source>
        <translation>عندما لا يلمس أحد المفاتيح مدة</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n د</numerusform>
            <numerusform>%n د</numerusform>
            <numerusform>%n د</numerusform>
            <numerusform>%n د</numerusform>
            <numerusform>%n د</numerusform>
            <numerusform>%n د</numerusform>
        </translation>
    </message>
    <message>
        <source>Also when the lid closes, the laptop sleeps or its screen locks, and after 12 hours. The shift stays open for 4 hours.</source>
        <translation>وكذلك عند إغلاق الغطاء أو نوم الحاسوب أو قفل شاشته، وبعد 12 ساعة. وتبقى الوردية مفتوحة 4 ساعات.</translation>
    </message>
    <message>
        <source>Set a record aside as a draft</source>
        <translation>وضع سجل جانبًا كمسودة</translation>
    </message>
    <message>
        <source>Compare with who may be the same person</source>
        <translation>المقارنة مع من قد يكون الشخص نفسه</translation>
    </message>
</context>
<context>
    <name>limen::StepBar</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>الخطوة %1 من %2: %3</translation>
    </message>
</context>
<context>
    <name>limen::SyncPage</name>
    <message>
        <source>Sync</source>
        <translation>المزامنة</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>زامِن الآن</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Only sealed records leave this laptop. The server stores them and cannot read them.</source>
        <translation>لا تغادر هذا الحاسوب إلا سجلات مختومة. يحفظها الخادم ولا يستطيع قراءتها.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>لا شيء ينتظر الإرسال.</translation>
    </message>
    <message>
        <source>Everything taken here is confirmed by the server</source>
        <translation>أكد الخادم كل ما أُخذ هنا</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of this laptop wait to be sent</source>
        <translation>
            <numerusform>لا سجل على هذا الحاسوب ينتظر الإرسال</numerusform>
            <numerusform>سجل واحد على هذا الحاسوب ينتظر الإرسال</numerusform>
            <numerusform>سجلان على هذا الحاسوب ينتظران الإرسال</numerusform>
            <numerusform>%n سجلات على هذا الحاسوب تنتظر الإرسال</numerusform>
            <numerusform>%n سجلًا على هذا الحاسوب ينتظر الإرسال</numerusform>
            <numerusform>%n سجل على هذا الحاسوب ينتظر الإرسال</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>جارٍ الإيقاف…</translation>
    </message>
    <message>
        <source>Sent %1 of %2, confirmed %3, received %4. %5 up, %6 down.</source>
        <translation>أُرسل %1 من %2، وتأكد %3، ووصل %4. صعودًا %5، نزولًا %6.</translation>
    </message>
    <message>
        <source>Synced at %1</source>
        <translation>تمت المزامنة في %1</translation>
    </message>
    <message>
        <source>Sent %1, received %2.</source>
        <translation>أُرسل %1، ووصل %2.</translation>
    </message>
    <message>
        <source>The server keeps no second copy yet.</source>
        <translation>لا يحتفظ الخادم بنسخة ثانية بعد.</translation>
    </message>
    <message>
        <source>The last backup was made on %1.</source>
        <translation>أُنشئت آخر نسخة احتياطية في %1.</translation>
    </message>
    <message>
        <source>Carry by USB</source>
        <translation>النقل بذاكرة USB</translation>
    </message>
    <message>
        <source>Without a network a stick carries what waits: write to it here, have it brought to the server, then take the answer from it.</source>
        <translation>بلا شبكة تحمل الذاكرة ما ينتظر: اكتب عليها هنا، ولتُحمل إلى الخادم، ثم خذ الرد منها.</translation>
    </message>
    <message>
        <source>Write to a stick…</source>
        <translation>اكتب على ذاكرة…</translation>
    </message>
    <message>
        <source>Take the answer…</source>
        <translation>خذ الرد…</translation>
    </message>
    <message>
        <source>Choose the stick</source>
        <translation>اختر الذاكرة</translation>
    </message>
    <message>
        <source>Writing to the stick: %1 of %2 changes, %3 of pictures.</source>
        <translation>جارٍ الكتابة على الذاكرة: %1 من %2 من التغييرات، و%3 من الصور.</translation>
    </message>
    <message>
        <source>Reading the stick…</source>
        <translation>جارٍ قراءة الذاكرة…</translation>
    </message>
    <message>
        <source>Written to the stick: %1</source>
        <translation>كُتب على الذاكرة: %1</translation>
    </message>
    <message>
        <source>It counts as sent when the server's answer has been taken here.</source>
        <translation>يُحسب مُرسَلًا حين يؤخذ رد الخادم هنا.</translation>
    </message>
    <message>
        <source>Taken from the stick: confirmed %1, received %2</source>
        <translation>أُخذ من الذاكرة: تأكد %1، ووصل %2</translation>
    </message>
    <message>
        <source>No answer for this station was on the stick.</source>
        <translation>لم يكن على الذاكرة رد لهذه المحطة.</translation>
    </message>
</context>
<context>
    <name>limen::UnlockWindow</name>
    <message>
        <source>PIN of the key, if it has one</source>
        <translation>الرقم السري للمفتاح، إن وُجد</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>إظهار ما يُكتب</translation>
    </message>
    <message>
        <source>Printed code</source>
        <translation>رمز مطبوع</translation>
    </message>
    <message>
        <source>Passphrase and security key: %1</source>
        <translation>عبارة المرور ومفتاح الأمان: %1</translation>
    </message>
    <message>
        <source>Passphrase and this laptop's chip</source>
        <translation>عبارة المرور وشريحة هذا الحاسوب</translation>
    </message>
    <message>
        <source>Passphrase alone</source>
        <translation>عبارة المرور وحدها</translation>
    </message>
    <message>
        <source>How do you unlock?</source>
        <translation>كيف تفتح القفل؟</translation>
    </message>
    <message>
        <source>Plug in the key, and touch it when it blinks. Without it a stolen laptop does not open.</source>
        <translation>أوصل المفتاح والمسه عندما يومض. من دونه لا يُفتح حاسوب مسروق.</translation>
    </message>
    <message>
        <source>A disk taken out of this laptop does not open. Whoever has the whole laptop can still try passphrases.</source>
        <translation>القرص المنزوع من هذا الحاسوب لا يُفتح. ومن لديه الحاسوب كله يستطيع تجربة عبارات المرور.</translation>
    </message>
    <message>
        <source>Each code works once; then you choose a new passphrase. Codes are as safe as the place where the paper lies.</source>
        <translation>يعمل كل رمز مرة واحدة، ثم تختار عبارة سر جديدة. الرموز آمنة بقدر أمان المكان الذي فيه الورقة.</translation>
    </message>
    <message>
        <source>A stolen laptop is as safe as this passphrase is hard to guess. Codes from a phone would not change that.</source>
        <translation>الحاسوب المسروق آمن بقدر صعوبة تخمين عبارة المرور هذه. رموز الهاتف لا تغير ذلك.</translation>
    </message>
    <message>
        <source>The code that you typed is used up. Use at least 15 characters; a few unusual words are best.</source>
        <translation>الرمز الذي كتبته انتهى. استعمل 15 حرفًا على الأقل؛ الأفضل بضع كلمات غير مألوفة.</translation>
    </message>
    <message>
        <source>My key or this laptop's chip is lost: unlock without it from now on</source>
        <translation>فُقد مفتاحي أو شريحة هذا الحاسوب: افتح القفل من دونه من الآن</translation>
    </message>
    <message>
        <source>That is not one of your codes, or it was used already.</source>
        <translation>هذا ليس من رموزك، أو استُعمل من قبل.</translation>
    </message>
    <message>
        <source>Type another from the paper, or choose another way.</source>
        <translation>اكتب رمزًا آخر من الورقة، أو اختر طريقة أخرى.</translation>
    </message>
    <message numerus="yes">
        <source>Printed code (%n left)</source>
        <translation><numerusform>رمز مطبوع (لم يبق شيء)</numerusform><numerusform>رمز مطبوع (بقي واحد: %n)</numerusform><numerusform>رمز مطبوع (بقي اثنان: %n)</numerusform><numerusform>رمز مطبوع (بقيت %n)</numerusform><numerusform>رمز مطبوع (بقي %n)</numerusform><numerusform>رمز مطبوع (بقي %n)</numerusform></translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Locked. Nothing on this laptop can be read before it is unlocked.</source>
        <translation>مقفل. لا يمكن قراءة شيء على هذا الحاسوب قبل فتح قفله.</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>من أنت؟</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>عبارة المرور</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>إظهار</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>إخفاء</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>فتح القفل</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>The next try is possible at %1.</source>
        <translation>المحاولة التالية ممكنة في %1.</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>جارٍ فتح القفل…</translation>
    </message>
    <message>
        <source>Choose a passphrase of your own</source>
        <translation>اختر عبارة مرور خاصة بك</translation>
    </message>
    <message>
        <source>The one that you typed was given to you. Use at least 15 characters; a few unusual words are best.</source>
        <translation>العبارة التي كتبتها أُعطيت لك. استعمل 15 حرفًا على الأقل؛ والأفضل بضع كلمات غير مألوفة.</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>عبارة المرور الجديدة</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>العبارة نفسها مرة أخرى</translation>
    </message>
    <message>
        <source>Suggest six words</source>
        <translation>اقترح ست كلمات</translation>
    </message>
    <message>
        <source>Change and unlock</source>
        <translation>غيّر وافتح القفل</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>جارٍ التغيير…</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>العبارتان غير متطابقتين.</translation>
    </message>
    <message>
        <source>Type the new passphrase twice.</source>
        <translation>اكتب عبارة المرور الجديدة مرتين.</translation>
    </message>
    <message>
        <source>That is the passphrase that you were given.</source>
        <translation>هذه عبارة المرور التي أُعطيت لك.</translation>
    </message>
</context>
<context>
    <name>Media</name>
    <message>
        <source>Picture</source>
        <translation>صورة</translation>
    </message>
    <message>
        <source>Picture %1 is not on this laptop.</source>
        <translation>الصورة %1 غير موجودة على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Sound %1: this laptop plays none.</source>
        <translation>الصوت %1: هذا الحاسوب لا يشغّل الأصوات.</translation>
    </message>
    <message>
        <source>Film %1: this laptop plays none.</source>
        <translation>الفيلم %1: هذا الحاسوب لا يشغّل الأفلام.</translation>
    </message>
</context>
<context>
    <name>Months</name>
    <message>
        <source>Meskerem</source>
        <comment>Ethiopian calendar</comment>
        <translation>مسكرم</translation>
    </message>
    <message>
        <source>Tikimt</source>
        <comment>Ethiopian calendar</comment>
        <translation>تكمت</translation>
    </message>
    <message>
        <source>Hidar</source>
        <comment>Ethiopian calendar</comment>
        <translation>هدار</translation>
    </message>
    <message>
        <source>Tahsas</source>
        <comment>Ethiopian calendar</comment>
        <translation>تهساس</translation>
    </message>
    <message>
        <source>Tir</source>
        <comment>Ethiopian calendar</comment>
        <translation>تر</translation>
    </message>
    <message>
        <source>Yekatit</source>
        <comment>Ethiopian calendar</comment>
        <translation>يكاتيت</translation>
    </message>
    <message>
        <source>Megabit</source>
        <comment>Ethiopian calendar</comment>
        <translation>مجابيت</translation>
    </message>
    <message>
        <source>Miyazya</source>
        <comment>Ethiopian calendar</comment>
        <translation>ميازيا</translation>
    </message>
    <message>
        <source>Ginbot</source>
        <comment>Ethiopian calendar</comment>
        <translation>جنبت</translation>
    </message>
    <message>
        <source>Sene</source>
        <comment>Ethiopian calendar</comment>
        <translation>سني</translation>
    </message>
    <message>
        <source>Hamle</source>
        <comment>Ethiopian calendar</comment>
        <translation>هملي</translation>
    </message>
    <message>
        <source>Nehase</source>
        <comment>Ethiopian calendar</comment>
        <translation>نهاسي</translation>
    </message>
    <message>
        <source>Pagume</source>
        <comment>Ethiopian calendar</comment>
        <translation>باجمي</translation>
    </message>
    <message>
        <source>Thout</source>
        <comment>Coptic calendar</comment>
        <translation>توت</translation>
    </message>
    <message>
        <source>Paopi</source>
        <comment>Coptic calendar</comment>
        <translation>بابه</translation>
    </message>
    <message>
        <source>Hathor</source>
        <comment>Coptic calendar</comment>
        <translation>هاتور</translation>
    </message>
    <message>
        <source>Koiak</source>
        <comment>Coptic calendar</comment>
        <translation>كيهك</translation>
    </message>
    <message>
        <source>Tobi</source>
        <comment>Coptic calendar</comment>
        <translation>طوبة</translation>
    </message>
    <message>
        <source>Meshir</source>
        <comment>Coptic calendar</comment>
        <translation>أمشير</translation>
    </message>
    <message>
        <source>Paremhat</source>
        <comment>Coptic calendar</comment>
        <translation>برمهات</translation>
    </message>
    <message>
        <source>Parmouti</source>
        <comment>Coptic calendar</comment>
        <translation>برمودة</translation>
    </message>
    <message>
        <source>Pashons</source>
        <comment>Coptic calendar</comment>
        <translation>بشنس</translation>
    </message>
    <message>
        <source>Paoni</source>
        <comment>Coptic calendar</comment>
        <translation>بؤونة</translation>
    </message>
    <message>
        <source>Epip</source>
        <comment>Coptic calendar</comment>
        <translation>أبيب</translation>
    </message>
    <message>
        <source>Mesori</source>
        <comment>Coptic calendar</comment>
        <translation>مسرى</translation>
    </message>
    <message>
        <source>Nasie</source>
        <comment>Coptic calendar</comment>
        <translation>نسيء</translation>
    </message>
    <message>
        <source>Muharram</source>
        <comment>Islamic calendar</comment>
        <translation>محرّم</translation>
    </message>
    <message>
        <source>Safar</source>
        <comment>Islamic calendar</comment>
        <translation>صفر</translation>
    </message>
    <message>
        <source>Rabi al-Awwal</source>
        <comment>Islamic calendar</comment>
        <translation>ربيع الأول</translation>
    </message>
    <message>
        <source>Rabi al-Thani</source>
        <comment>Islamic calendar</comment>
        <translation>ربيع الآخر</translation>
    </message>
    <message>
        <source>Jumada al-Ula</source>
        <comment>Islamic calendar</comment>
        <translation>جمادى الأولى</translation>
    </message>
    <message>
        <source>Jumada al-Akhira</source>
        <comment>Islamic calendar</comment>
        <translation>جمادى الآخرة</translation>
    </message>
    <message>
        <source>Rajab</source>
        <comment>Islamic calendar</comment>
        <translation>رجب</translation>
    </message>
    <message>
        <source>Shaban</source>
        <comment>Islamic calendar</comment>
        <translation>شعبان</translation>
    </message>
    <message>
        <source>Ramadan</source>
        <comment>Islamic calendar</comment>
        <translation>رمضان</translation>
    </message>
    <message>
        <source>Shawwal</source>
        <comment>Islamic calendar</comment>
        <translation>شوّال</translation>
    </message>
    <message>
        <source>Dhu al-Qada</source>
        <comment>Islamic calendar</comment>
        <translation>ذو القعدة</translation>
    </message>
    <message>
        <source>Dhu al-Hijja</source>
        <comment>Islamic calendar</comment>
        <translation>ذو الحجة</translation>
    </message>
    <message>
        <source>Farvardin</source>
        <comment>Persian calendar</comment>
        <translation>فروردين</translation>
    </message>
    <message>
        <source>Ordibehesht</source>
        <comment>Persian calendar</comment>
        <translation>أرديبهشت</translation>
    </message>
    <message>
        <source>Khordad</source>
        <comment>Persian calendar</comment>
        <translation>خرداد</translation>
    </message>
    <message>
        <source>Tir</source>
        <comment>Persian calendar</comment>
        <translation>تير</translation>
    </message>
    <message>
        <source>Mordad</source>
        <comment>Persian calendar</comment>
        <translation>مرداد</translation>
    </message>
    <message>
        <source>Shahrivar</source>
        <comment>Persian calendar</comment>
        <translation>شهريور</translation>
    </message>
    <message>
        <source>Mehr</source>
        <comment>Persian calendar</comment>
        <translation>مهر</translation>
    </message>
    <message>
        <source>Aban</source>
        <comment>Persian calendar</comment>
        <translation>آبان</translation>
    </message>
    <message>
        <source>Azar</source>
        <comment>Persian calendar</comment>
        <translation>آذر</translation>
    </message>
    <message>
        <source>Dey</source>
        <comment>Persian calendar</comment>
        <translation>دي</translation>
    </message>
    <message>
        <source>Bahman</source>
        <comment>Persian calendar</comment>
        <translation>بهمن</translation>
    </message>
    <message>
        <source>Esfand</source>
        <comment>Persian calendar</comment>
        <translation>إسفند</translation>
    </message>
    <message>
        <source>Baisakh</source>
        <comment>Nepali calendar</comment>
        <translation>بيساخ</translation>
    </message>
    <message>
        <source>Jestha</source>
        <comment>Nepali calendar</comment>
        <translation>جيستها</translation>
    </message>
    <message>
        <source>Ashadh</source>
        <comment>Nepali calendar</comment>
        <translation>أشاد</translation>
    </message>
    <message>
        <source>Shrawan</source>
        <comment>Nepali calendar</comment>
        <translation>شراون</translation>
    </message>
    <message>
        <source>Bhadra</source>
        <comment>Nepali calendar</comment>
        <translation>بهادرا</translation>
    </message>
    <message>
        <source>Ashwin</source>
        <comment>Nepali calendar</comment>
        <translation>أشوين</translation>
    </message>
    <message>
        <source>Kartik</source>
        <comment>Nepali calendar</comment>
        <translation>كارتيك</translation>
    </message>
    <message>
        <source>Mangsir</source>
        <comment>Nepali calendar</comment>
        <translation>منغسير</translation>
    </message>
    <message>
        <source>Poush</source>
        <comment>Nepali calendar</comment>
        <translation>بوش</translation>
    </message>
    <message>
        <source>Magh</source>
        <comment>Nepali calendar</comment>
        <translation>ماغ</translation>
    </message>
    <message>
        <source>Falgun</source>
        <comment>Nepali calendar</comment>
        <translation>فالغون</translation>
    </message>
    <message>
        <source>Chaitra</source>
        <comment>Nepali calendar</comment>
        <translation>تشيترا</translation>
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
        <translation>نعم، هذا مؤكَّد</translation>
    </message>
</context>
<context>
    <name>limen::AttachmentField</name>
    <message>
        <source>A preview keeps no pictures: nothing is stored for this question.</source>
        <translation>المعاينة لا تحفظ صورًا: لا يُخزَّن شيء لهذا السؤال.</translation>
    </message>
    <message>
        <source>Limen keeps pictures only: nothing is stored for this question.</source>
        <translation>Limen يحفظ الصور فقط: لا يُخزَّن شيء لهذا السؤال.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>صورة</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>اختر صورة…</translation>
    </message>
    <message>
        <source>Choose a picture instead…</source>
        <translation>اختر صورة بدلًا من ذلك…</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>أزل الصورة</translation>
    </message>
    <message>
        <source>The picture is being saved…</source>
        <translation>يجري حفظ الصورة…</translation>
    </message>
    <message>
        <source>JPEG or PNG. Place, time and camera are taken off; the file&apos;s name is not kept.</source>
        <translation>JPEG أو PNG. يُنزع منها المكان والوقت والكاميرا، ولا يُحفظ اسم الملف.</translation>
    </message>
    <message>
        <source>Keep this drawing</source>
        <translation>احفظ هذا الرسم</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>امسح</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>اختر صورة</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png)</source>
        <translation>صور (*.jpg *.jpeg *.png)</translation>
    </message>
    <message>
        <source>The file cannot be read. Nothing was kept.</source>
        <translation>لا يمكن قراءة الملف. لم يُحفظ شيء.</translation>
    </message>
    <message>
        <source>The file is larger than %1. Nothing was kept.</source>
        <translation>الملف أكبر من %1. لم يُحفظ شيء.</translation>
    </message>
    <message>
        <source>This is no JPEG or PNG that can be shown. Nothing was kept.</source>
        <translation>هذا ليس JPEG أو PNG يمكن عرضه. لم يُحفظ شيء.</translation>
    </message>
</context>
<context>
    <name>limen::ChoiceField</name>
    <message>
        <source>The picture of this question cannot be pressed here. Choose from the list.</source>
        <translation>لا يمكن الضغط على صورة هذا السؤال هنا. اختر من القائمة.</translation>
    </message>
    <message>
        <source>There is nothing to choose from with the answers so far.</source>
        <translation>لا يوجد ما يُختار وفق الإجابات حتى الآن.</translation>
    </message>
</context>
<context>
    <name>limen::ChoiceList</name>
    <message>
        <source>Type to find one of %1</source>
        <translation>اكتب للبحث بين %1</translation>
    </message>
    <message>
        <source>Nothing matches. Type fewer letters, or clear the search to see all.</source>
        <translation>لا شيء مطابق. اكتب أحرفًا أقل، أو امسح البحث لرؤية الكل.</translation>
    </message>
    <message>
        <source>Choose one of %1</source>
        <translation>اختر من بين %1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>، </translation>
    </message>
</context>
<context>
    <name>limen::PointsField</name>
    <message>
        <source>Latitude and longitude of each corner. The area is closed by itself.</source>
        <translation>خط العرض وخط الطول لكل زاوية. تُغلق المساحة تلقائيًا.</translation>
    </message>
    <message>
        <source>Latitude and longitude of each point of the line, in its order.</source>
        <translation>خط العرض وخط الطول لكل نقطة من الخط بترتيبها.</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>خط العرض</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>خط الطول</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>إضافة نقطة</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>%1, point %2, latitude</source>
        <translation>%1، النقطة %2، خط العرض</translation>
    </message>
    <message>
        <source>%1, point %2, longitude</source>
        <translation>%1، النقطة %2، خط الطول</translation>
    </message>
</context>
<context>
    <name>limen::PreviewWindow</name>
    <message>
        <source>Preview: nothing is kept</source>
        <translation>معاينة: لا يُحفظ شيء</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <comment>title, version</comment>
        <translation>%1، الإصدار %2</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>العودة إلى النموذج</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>لا تنبيهات</numerusform>
            <numerusform>تنبيه واحد</numerusform>
            <numerusform>تنبيهان</numerusform>
            <numerusform>%n تنبيهات</numerusform>
            <numerusform>%n تنبيهًا</numerusform>
            <numerusform>%n تنبيه</numerusform>
        </translation>
    </message>
    <message>
        <source>Language of the form</source>
        <translation>لغة النموذج</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>البدء من جديد</translation>
    </message>
    <message>
        <source>The form can be finished</source>
        <translation>يمكن إكمال النموذج</translation>
    </message>
    <message>
        <source>Every answer fits its question. Nothing was kept of them.</source>
        <translation>كل إجابة مناسبة لسؤالها. لم يُحفظ منها شيء.</translation>
    </message>
    <message>
        <source>Back to the answers</source>
        <translation>العودة إلى الإجابات</translation>
    </message>
    <message>
        <source>The file of the form cannot be read.</source>
        <translation>لا يمكن قراءة ملف النموذج.</translation>
    </message>
    <message>
        <source>Check that it is there and that you may read it. It is read anew when it changes.</source>
        <translation>تحقق من وجوده ومن أن قراءته مسموحة لك. يُقرأ من جديد عندما يتغير.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>The form has errors</source>
        <translation>في النموذج أخطاء</translation>
    </message>
    <message>
        <source>The form has warnings</source>
        <translation>في النموذج تنبيهات</translation>
    </message>
    <message>
        <source>Mend them and save the file: it is read anew by itself.</source>
        <translation>صحّحها واحفظ الملف: يُقرأ من جديد تلقائيًا.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>الورقة</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>الصف</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>العمود</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>ما وُجد</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>خطأ</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>تنبيه</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>قراءته من جديد</translation>
    </message>
</context>
<context>
    <name>limen::RankField</name>
    <message>
        <source>Drag the lines, or move the marked one with the keys shown, so that the first comes first.</source>
        <translation>اسحب السطور، أو حرّك السطر المحدد بالمفاتيح المبيّنة، بحيث يأتي الأول أولًا.</translation>
    </message>
    <message>
        <source>Up</source>
        <comment>in an order</comment>
        <translation>أعلى</translation>
    </message>
    <message>
        <source>Down</source>
        <comment>in an order</comment>
        <translation>أسفل</translation>
    </message>
    <message>
        <source>This order is right</source>
        <translation>هذا الترتيب صحيح</translation>
    </message>
</context>
<context>
    <name>limen::ScaleField</name>
    <message>
        <source>Clear</source>
        <comment>an answer</comment>
        <translation>مسح</translation>
    </message>
</context>
<context>
    <name>limen::SliderField</name>
    <message>
        <source>as a number</source>
        <translation>كرقم</translation>
    </message>
</context>
<context>
    <name>limen::StepperField</name>
    <message>
        <source>One step less</source>
        <translation>خطوة أقل</translation>
    </message>
    <message>
        <source>One step more</source>
        <translation>خطوة أكثر</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>the ends of a scale</comment>
        <translation>%1 إلى %2</translation>
    </message>
</context>
<context>
    <name>limen::TextField</name>
    <message>
        <source>One less</source>
        <translation>واحد أقل</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>واحد أكثر</translation>
    </message>
    <message>
        <source>Scan the code with a hand scanner, or type it.</source>
        <translation>امسح الرمز بقارئ يدوي، أو اكتبه.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>إظهار</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>إخفاء</translation>
    </message>
</context>
<context>
    <name>limen::WhenField</name>
    <message>
        <source>Day</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>الشهر</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>السنة</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>الساعة</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>الدقيقة</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>day of the week, date</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>In the Gregorian calendar: %1</source>
        <translation>في التقويم الميلادي: %1</translation>
    </message>
</context>
<context>
    <name>limen::ApprovalPanel</name>
    <message>
        <source>A second person confirms</source>
        <translation>شخص ثانٍ يؤكد</translation>
    </message>
    <message>
        <source>Your passphrase again</source>
        <translation>عبارة المرور مرة أخرى</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>تأكيد</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>عبارة المرور</translation>
    </message>
    <message>
        <source>Nobody else at this station can confirm this.</source>
        <translation>لا أحد غيرك في هذه المحطة يستطيع تأكيد هذا.</translation>
    </message>
    <message>
        <source>Who confirms?</source>
        <translation>من يؤكد؟</translation>
    </message>
    <message>
        <source>Their passphrase, typed by themselves</source>
        <translation>عبارة مروره، يكتبها بنفسه</translation>
    </message>
    <message>
        <source>PIN of the key, if it has one</source>
        <translation>الرقم السري للمفتاح، إن وُجد</translation>
    </message>
    <message>
        <source>Plug the security key in, and touch it when it blinks.</source>
        <translation>أوصل مفتاح الأمان، والمسه عندما يومض.</translation>
    </message>
    <message>
        <source>A printed code unlocks this laptop. It confirms nothing.</source>
        <translation>الرمز المطبوع يفتح قفل هذا الحاسوب، ولا يؤكد شيئًا.</translation>
    </message>
    <message>
        <source>Six digits of the phone</source>
        <translation>الأرقام الستة من الهاتف</translation>
    </message>
    <message>
        <source>They change every half minute, and each counts once.</source>
        <translation>تتغير كل نصف دقيقة، ولا تُستعمل إلا مرة واحدة.</translation>
    </message>
</context>
<context>
    <name>limen::CloseShiftPanel</name>
    <message>
        <source>Looking for drafts…</source>
        <translation>جارٍ البحث عن المسودات…</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) before the shift can close</source>
        <translation>
            <numerusform>لا مسودات قبل إغلاق الوردية</numerusform>
            <numerusform>مسودة واحدة قبل إغلاق الوردية</numerusform>
            <numerusform>مسودتان قبل إغلاق الوردية</numerusform>
            <numerusform>%n مسودات قبل إغلاق الوردية</numerusform>
            <numerusform>%n مسودة قبل إغلاق الوردية</numerusform>
            <numerusform>%n مسودة قبل إغلاق الوردية</numerusform>
        </translation>
    </message>
    <message>
        <source>Say for each what becomes of it. The shift closes when none is left.</source>
        <translation>حدّد مصير كل واحدة. تُغلق الوردية عندما لا تبقى أي مسودة.</translation>
    </message>
    <message>
        <source>Leave the shift open</source>
        <translation>إبقاء الوردية مفتوحة</translation>
    </message>
    <message>
        <source>The keys of this shift go: its sealed answers can then be read only by their readers, no longer here.</source>
        <translation>تُزال مفاتيح هذه الوردية: لن يقرأ إجاباتها المختومة بعد ذلك إلا قراؤها، ولن تُقرأ هنا.</translation>
    </message>
    <message>
        <source>All records stay, and go with the next sync. They can be corrected, and nothing of them read.</source>
        <translation>تبقى كل السجلات وتُرسل مع المزامنة التالية. يمكن تصحيحها دون قراءة شيء منها.</translation>
    </message>
    <message>
        <source>close</source>
        <comment>the word to type</comment>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Close shift</source>
        <translation>إغلاق الوردية</translation>
    </message>
</context>
<context>
    <name>limen::CorrectionPage</name>
    <message>
        <source>Correct an answer</source>
        <translation>تصحيح إجابة</translation>
    </message>
    <message>
        <source>The correction is sealed like the record. What was there before stays in its history, for those who may read it.</source>
        <translation>يُختم التصحيح كما خُتم السجل. ويبقى ما كان قبله في تاريخه لمن يحق له قراءته.</translation>
    </message>
    <message>
        <source>Which question?</source>
        <translation>أي سؤال؟</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>الأسئلة</translation>
    </message>
    <message>
        <source>Back to the record</source>
        <translation>العودة إلى السجل</translation>
    </message>
    <message>
        <source>Seal the correction</source>
        <translation>ختم التصحيح</translation>
    </message>
    <message>
        <source>Clear this answer</source>
        <translation>مسح هذه الإجابة</translation>
    </message>
    <message>
        <source>No question has these words. Try fewer letters.</source>
        <translation>لا سؤال فيه هذه الكلمات. جرّب حروفًا أقل.</translation>
    </message>
</context>
<context>
    <name>limen::DraftCard</name>
    <message>
        <source>Finish it</source>
        <translation>إكمالها</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Seal as incomplete…</source>
        <translation>ختم كغير مكتمل…</translation>
    </message>
    <message>
        <source>The draft goes: nobody can go on with its questions.</source>
        <translation>تزول المسودة: لن يستطيع أحد متابعة أسئلتها.</translation>
    </message>
    <message>
        <source>Its answers stay, as a sealed record that its readers see marked as incomplete. It goes with the next sync.</source>
        <translation>تبقى إجاباتها سجلًا مختومًا يراه قراؤه موسومًا بأنه غير مكتمل. ويُرسل مع المزامنة التالية.</translation>
    </message>
    <message>
        <source>Seal as incomplete</source>
        <translation>ختم كغير مكتمل</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>تسليم…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>حذف…</translation>
    </message>
    <message>
        <source>All answers of this draft go, for good.</source>
        <translation>تزول كل إجابات هذه المسودة نهائيًا.</translation>
    </message>
    <message>
        <source>Finished records and other drafts stay.</source>
        <translation>تبقى السجلات المكتملة والمسودات الأخرى.</translation>
    </message>
    <message>
        <source>discard</source>
        <comment>the word to type</comment>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Discard draft</source>
        <translation>حذف المسودة</translation>
    </message>
    <message>
        <source>Started %1, saved %2</source>
        <translation>بدأت %1، حُفظت %2</translation>
    </message>
    <message>
        <source>Answered so far: %1</source>
        <translation>أُجيب حتى الآن: %1</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between questions</comment>
        <translation>؛ </translation>
    </message>
    <message>
        <source>It goes on with version %1 of the programme, by which it was begun.</source>
        <translation>تتابَع بالإصدار %1 من البرنامج الذي بدأت به.</translation>
    </message>
    <message>
        <source>This draft cannot be opened. It is kept as it is.</source>
        <translation>لا يمكن فتح هذه المسودة. وهي محفوظة كما هي.</translation>
    </message>
    <message>
        <source>To whom? The draft leaves your list and is in theirs when they unlock this laptop. Your shift stays yours.</source>
        <translation>لمن؟ تخرج المسودة من قائمتك وتظهر في قائمته عندما يفتح قفل هذا الحاسوب. وتبقى ورديتك لك.</translation>
    </message>
    <message>
        <source>Nobody else at this station can take drafts.</source>
        <translation>لا أحد غيرك في هذه المحطة يستطيع استلام المسودات.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>limen::PeoplePage</name>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Who unlocks this laptop. What you do here needs your passphrase again and is in the log.</source>
        <translation>من يفتح قفل هذا الحاسوب. ما تفعله هنا يطلب عبارة مرورك مرة أخرى ويُدوَّن في السجل اليومي.</translation>
    </message>
    <message>
        <source>Nobody else here is in charge: if you forget your passphrase, it is lost.</source>
        <translation>لا مسؤول غيرك هنا: إذا نسيت عبارة مرورك فقد ضاعت.</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (أنت)</translation>
    </message>
    <message>
        <source>not listed for this station any more</source>
        <translation>لم يعد مدرجًا في هذه المحطة</translation>
    </message>
    <message>
        <source>Disabled: cannot unlock</source>
        <translation>موقوف: لا يستطيع فتح القفل</translation>
    </message>
    <message>
        <source>Waits until %1 after wrong tries</source>
        <translation>ينتظر حتى %1 بعد محاولات خاطئة</translation>
    </message>
    <message>
        <source>Has to choose a new passphrase at the next unlock</source>
        <translation>عليه اختيار عبارة مرور جديدة عند فتح القفل التالي</translation>
    </message>
    <message>
        <source>New passphrase…</source>
        <translation>عبارة مرور جديدة…</translation>
    </message>
    <message>
        <source>New passphrase for %1</source>
        <translation>عبارة مرور جديدة لـ %1</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>تفعيل</translation>
    </message>
    <message>
        <source>Disable…</source>
        <translation>إيقاف…</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>تفعيل %1</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>إيقاف %1</translation>
    </message>
    <message>
        <source>To give %1 a new passphrase.</source>
        <translation>لإعطاء %1 عبارة مرور جديدة.</translation>
    </message>
    <message>
        <source>The passphrase of %1 stops working at once.</source>
        <translation>تتوقف عبارة مرور %1 عن العمل فورًا.</translation>
    </message>
    <message>
        <source>Drafts and records stay. You get six words for them that unlock once, and then they choose a passphrase of their own.</source>
        <translation>تبقى المسودات والسجلات. تحصل له على ست كلمات تفتح القفل مرة واحدة، ثم يختار عبارة مرور خاصة به.</translation>
    </message>
    <message>
        <source>Make six words</source>
        <translation>إنشاء ست كلمات</translation>
    </message>
    <message>
        <source>To shut %1 out of this laptop.</source>
        <translation>لمنع %1 من هذا الحاسوب.</translation>
    </message>
    <message>
        <source>To let %1 in again.</source>
        <translation>للسماح لـ %1 بالدخول من جديد.</translation>
    </message>
    <message>
        <source>%1 cannot unlock this laptop any more.</source>
        <translation>لن يستطيع %1 فتح قفل هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Their drafts and records stay, and you can let them in again.</source>
        <translation>تبقى مسوداته وسجلاته، ويمكنك السماح له بالدخول من جديد.</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Six words</source>
        <translation>ست كلمات</translation>
    </message>
    <message>
        <source>Six words for %1</source>
        <translation>ست كلمات لـ %1</translation>
    </message>
    <message>
        <source>They are shown this once. Hand them over on paper or by word of mouth; at the next unlock they are changed.</source>
        <translation>تظهر هذه المرة فقط. سلّمها على ورق أو شفهيًا؛ وتتغير عند فتح القفل التالي.</translation>
    </message>
    <message>
        <source>Hide them</source>
        <translation>إخفاؤها</translation>
    </message>
</context>
<context>
    <name>limen::SlipCard</name>
    <message>
        <source>Station</source>
        <translation>المحطة</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>فُتحت</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>أُغلقت</translation>
    </message>
    <message>
        <source>Records finished</source>
        <translation>السجلات المكتملة</translation>
    </message>
    <message>
        <source>Sealed as incomplete</source>
        <translation>مختومة كغير مكتملة</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>التصحيحات</translation>
    </message>
    <message>
        <source>Drafts handed over</source>
        <translation>مسودات مسلَّمة</translation>
    </message>
    <message>
        <source>Drafts discarded</source>
        <translation>مسودات محذوفة</translation>
    </message>
    <message>
        <source>Taken at this laptop</source>
        <translation>أُخذت على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Confirmed by the server</source>
        <translation>أكدها الخادم</translation>
    </message>
    <message>
        <source>Entries in the log</source>
        <translation>قيود السجل اليومي</translation>
    </message>
    <message>
        <source>Limen shift slip</source>
        <translation>Limen – قسيمة الوردية</translation>
    </message>
    <message>
        <source>The shift is closed</source>
        <translation>أُغلقت الوردية</translation>
    </message>
    <message>
        <source>This slip names nobody. Whoever checks the log of this laptop later can see by it that nothing was taken out.</source>
        <translation>لا تذكر هذه القسيمة اسم أحد. ومن يدقق لاحقًا السجل اليومي لهذا الحاسوب يرى بها أنه لم يُحذف منه شيء.</translation>
    </message>
    <message>
        <source>QR code of the slip</source>
        <translation>رمز QR للقسيمة</translation>
    </message>
    <message>
        <source>Save to print (PDF)</source>
        <translation>حفظ للطباعة (PDF)</translation>
    </message>
    <message>
        <source>Save as picture</source>
        <translation>حفظ كصورة</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>حُفظت</translation>
    </message>
    <message>
        <source>The file was not written. Choose another folder.</source>
        <translation>لم يُكتب الملف. اختر مجلدًا آخر.</translation>
    </message>
</context>
<context>
    <name>limen::DrawingPad</name>
    <message>
        <source>Sign or draw here with mouse, pen or finger</source>
        <translation>وقّع أو ارسم هنا بالفأرة أو القلم أو الإصبع</translation>
    </message>
</context>
<context>
    <name>limen::IntakeFlow</name>
    <message>
        <source>The picture is being saved. Wait a moment</source>
        <translation>يجري حفظ الصورة. انتظر لحظة</translation>
    </message>
</context>
<context>
    <name>limen::ConflictsPage</name>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>، </translation>
    </message>
    <message>
        <source>Cleared</source>
        <translation>مُسحت</translation>
    </message>
    <message>
        <source>%1, station %2</source>
        <translation>%1، المحطة %2</translation>
    </message>
    <message>
        <source>This laptop</source>
        <translation>هذا الحاسوب</translation>
    </message>
    <message>
        <source>Since when it is here is not known</source>
        <translation>لا يُعرف منذ متى هي هنا</translation>
    </message>
    <message>
        <source>Here since %1, by this laptop&apos;s clock</source>
        <translation>هنا منذ %1، حسب ساعة هذا الحاسوب</translation>
    </message>
    <message>
        <source>Back to the records</source>
        <translation>العودة إلى السجلات</translation>
    </message>
    <message>
        <source>Looking for decisions…</source>
        <translation>جارٍ البحث عمّا ينتظر قرارًا…</translation>
    </message>
    <message>
        <source>Nothing to decide</source>
        <translation>لا شيء ينتظر قرارًا</translation>
    </message>
    <message>
        <source>When two people change the same answer and neither has seen the other's change, it waits here.</source>
        <translation>عندما يغيّر شخصان الإجابة نفسها ولم يرَ أيٌّ منهما تغيير الآخر، تنتظر هنا.</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>القرارات</translation>
    </message>
    <message>
        <source>Two people changed the same record and neither had seen the other's change. Nothing was lost: both answers stay until somebody decides.</source>
        <translation>غيّر شخصان السجل نفسه ولم يكن أيٌّ منهما قد رأى تغيير الآخر. لم يضِع شيء: تبقى الإجابتان إلى أن يقرّر أحد.</translation>
    </message>
    <message>
        <source>Answers to decide: %1</source>
        <translation>إجابات تنتظر قرارًا: %1</translation>
    </message>
    <message>
        <source>Answers that no longer fit the others: %1</source>
        <translation>إجابات لم تعد تتوافق مع غيرها: %1</translation>
    </message>
    <message>
        <source>Changed by two, sealed here. Ask: %1</source>
        <translation>غيّره شخصان، وهو مختوم هنا. اسأل: %1</translation>
    </message>
    <message>
        <source>You may not decide here. Ask: %1</source>
        <translation>لا يمكنك أن تقرّر هنا. اسأل: %1</translation>
    </message>
    <message>
        <source>Compare the answers</source>
        <translation>قارن الإجابات</translation>
    </message>
    <message>
        <source>Back to the decisions</source>
        <translation>العودة إلى القرارات</translation>
    </message>
    <message>
        <source>Open a shift to decide.</source>
        <translation>افتح وردية لتقرّر.</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>افتح السجل</translation>
    </message>
    <message>
        <source>%1, number %2: %3</source>
        <translation>%1، رقم %2: %3</translation>
    </message>
    <message>
        <source>Counts until it is decided</source>
        <translation>تُعتمد إلى أن يُتّخذ القرار</translation>
    </message>
    <message>
        <source>Keep this answer</source>
        <translation>احتفظ بهذه الإجابة</translation>
    </message>
    <message>
        <source>It breaks a rule of the form beside the other answers.</source>
        <translation>مع الإجابات الأخرى تخالف قاعدة في الاستمارة.</translation>
    </message>
    <message>
        <source>Beside the other answers, this question is not asked any more.</source>
        <translation>مع الإجابات الأخرى لم يعد هذا السؤال يُطرح.</translation>
    </message>
    <message>
        <source>Beside the other answers, this choice is not offered any more.</source>
        <translation>مع الإجابات الأخرى لم يعد هذا الخيار معروضًا.</translation>
    </message>
    <message>
        <source>Open the record to correct it, or leave it as it is.</source>
        <translation>افتح السجل لتصحيحها، أو اتركها كما هي.</translation>
    </message>
</context>
<context>
    <name>limen::PersonScreen</name>
    <message>
        <source>Pause</source>
        <translation>استراحة</translation>
    </message>
    <message>
        <source>The answers so far are saved. Nothing of them is on the screen.</source>
        <translation>الإجابات حتى الآن محفوظة. ولا يظهر منها شيء على الشاشة.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Back to the questions</source>
        <translation>العودة إلى الأسئلة</translation>
    </message>
</context>
<context>
    <name>limen::ReceiptCard</name>
    <message>
        <source>A receipt for the person</source>
        <translation>إيصال للشخص</translation>
    </message>
    <message>
        <source>Hand it over on paper now. The code is kept nowhere else; it finds the record again and opens nothing.</source>
        <translation>سلّمه الآن على ورق. لا يُحفظ الرمز في أي مكان آخر؛ فهو يدل على السجل ولا يفتح شيئًا.</translation>
    </message>
    <message>
        <source>QR code of the receipt</source>
        <translation>رمز QR للإيصال</translation>
    </message>
    <message>
        <source>Save to print (PDF)</source>
        <translation>حفظ للطباعة (PDF)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>تم الحفظ</translation>
    </message>
    <message>
        <source>The file was not written. Choose another folder.</source>
        <translation>لم يُكتب الملف. اختر مجلدًا آخر.</translation>
    </message>
</context>
<context>
    <name>Guarded</name>
    <message>
        <source>Sealed at once: nobody reads it here, not even in this shift</source>
        <translation>يُختم فورًا: لا يقرؤه أحد هنا، ولا حتى في هذه الوردية</translation>
    </message>
    <message>
        <source>In no list and no search</source>
        <translation>في لا قائمة ولا بحث</translation>
    </message>
    <message>
        <source>Opened elsewhere only with a second person</source>
        <translation>لا يُفتح في مكان آخر إلا مع شخص ثانٍ</translation>
    </message>
    <message>
        <source>Read by fewer people than others</source>
        <translation>يقرؤه عدد أقل من الناس مقارنة بغيره</translation>
    </message>
    <message>
        <source>Kept for a shorter time</source>
        <translation>يُحفظ مدة أقصر</translation>
    </message>
    <message>
        <source>This record is guarded</source>
        <translation>هذا السجل تحت حماية إضافية</translation>
    </message>
    <message>
        <source>The programme's rules say so. It is not taken away here; who finds it wrong corrects the answer.</source>
        <translation>هكذا تقول قواعد البرنامج. لا يُرفع ذلك هنا؛ ومن يراه خطأ يصحح الإجابة.</translation>
    </message>
</context>
<context>
    <name>limen::AlikePage</name>
    <message>
        <source>Back to the records</source>
        <translation>العودة إلى السجلات</translation>
    </message>
    <message>
        <source>Perhaps the same person</source>
        <translation>ربما الشخص نفسه</translation>
    </message>
    <message>
        <source>Suggested by names and birth. Nothing is joined: you say what you know, and correct or erase a record where that is right.</source>
        <translation>اقتراح بحسب الأسماء والميلاد. لا يُدمج شيء: قل ما تعرفه، وصحّح سجلًا أو امحُه حيث يكون ذلك صوابًا.</translation>
    </message>
    <message>
        <source>Comparing the records that you may read…</source>
        <translation>مقارنة السجلات التي يحق لك قراءتها…</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>لا شيء للمقارنة</translation>
    </message>
    <message>
        <source>No two records that you may read look like one person's, and no desk has asked.</source>
        <translation>لا يوجد سجلان مما يحق لك قراءته يبدوان لشخص واحد، ولم يسأل أي مكتب.</translation>
    </message>
    <message>
        <source>A desk asks you to look</source>
        <translation>مكتب يطلب منك النظر</translation>
    </message>
    <message>
        <source>Agrees: %1</source>
        <translation>المتفق عليه: %1</translation>
    </message>
    <message>
        <source>The same person</source>
        <translation>الشخص نفسه</translation>
    </message>
    <message>
        <source>Two persons</source>
        <translation>شخصان</translation>
    </message>
    <message>
        <source>The name is sealed for you</source>
        <translation>الاسم مختوم بالنسبة إليك</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>حُفظ %1</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>فتح السجل</translation>
    </message>
</context>
<context>
    <name>limen::AlikePanel</name>
    <message>
        <source>the same names</source>
        <translation>الأسماء نفسها</translation>
    </message>
    <message>
        <source>names that sound alike in another spelling or script</source>
        <translation>أسماء متشابهة النطق بتهجئة أو كتابة أخرى</translation>
    </message>
    <message>
        <source>the names in another order</source>
        <translation>الأسماء بترتيب آخر</translation>
    </message>
    <message>
        <source>one of the two has more names</source>
        <translation>لأحدهما أسماء أكثر</translation>
    </message>
    <message>
        <source>the same date of birth</source>
        <translation>تاريخ الميلاد نفسه</translation>
    </message>
    <message>
        <source>day and month of birth swapped</source>
        <translation>يوم الميلاد وشهره متبادلان</translation>
    </message>
    <message>
        <source>born within a year</source>
        <translation>الميلاد بفارق سنة على الأكثر</translation>
    </message>
    <message>
        <source>the same year of birth</source>
        <translation>سنة الميلاد نفسها</translation>
    </message>
    <message>
        <source>no date of birth to compare</source>
        <translation>لا تاريخ ميلاد للمقارنة</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between the reasons</comment>
        <translation>؛ </translation>
    </message>
    <message>
        <source>Said: the same person</source>
        <translation>قيل: الشخص نفسه</translation>
    </message>
    <message>
        <source>Said: another person</source>
        <translation>قيل: شخص آخر</translation>
    </message>
    <message>
        <source>A supervisor is asked</source>
        <translation>سُئل مشرف</translation>
    </message>
    <message>
        <source>Perhaps the same person is here already: %1</source>
        <translation>ربما الشخص نفسه موجود هنا: %1</translation>
    </message>
    <message>
        <source>Compared with others who are here</source>
        <translation>تمت المقارنة مع آخرين هنا</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>إخفاء</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>مقارنة</translation>
    </message>
    <message>
        <source>Nothing is joined by itself, and you can go on without an answer.</source>
        <translation>لا يُدمج شيء من تلقاء نفسه، ويمكنك المتابعة دون جواب.</translation>
    </message>
    <message>
        <source>A record of another shift</source>
        <translation>سجل من وردية أخرى</translation>
    </message>
    <message>
        <source>A draft of yours, saved %1</source>
        <translation>مسودة لك، حُفظت %1</translation>
    </message>
    <message>
        <source>A record of this shift, finished %1</source>
        <translation>سجل من هذه الوردية، أُنهي %1</translation>
    </message>
    <message>
        <source>Agrees: %1</source>
        <translation>المتفق عليه: %1</translation>
    </message>
    <message>
        <source>Same person: go on with it</source>
        <translation>الشخص نفسه: متابعة المسودة</translation>
    </message>
    <message>
        <source>Same person: open it</source>
        <translation>الشخص نفسه: فتح السجل</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>شخص آخر</translation>
    </message>
    <message>
        <source>Ask a supervisor</source>
        <translation>سؤال المشرف</translation>
    </message>
</context>
</TS>
