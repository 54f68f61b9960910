// SPDX-License-Identifier: Apache-2.0
// What an officer and the person in front of them read about notice and consent, in the languages whose words were checked.
#pragma once

#include <string_view>

namespace limen {

struct NoticeWords {
  std::string_view code;     // BCP 47
  std::string_view english;  // the language's name
  std::string_view itself;
  std::string_view group, choices;
  std::string_view notice, version;  // "%1, version %2"
  std::string_view language;
  std::string_view mode, read, readAloud, byInterpreter;
  std::string_view interpreter, interpreterHint, interpreterMessage;
  std::string_view alone, aloneHint, yes, no, withdrawn;
  std::string_view pause;    // said before the choices
  std::string_view consent;  // "Do you agree: %1?"
  std::string_view required;
  std::string_view why;         // of notice, language, mode, interpreter
  std::string_view whyAlone, whyConsent;
};

inline constexpr NoticeWords kNoticeWords[] = {
    {"en", "English", "English", "Notice and consent", "Your choices", "Which notice was given?", "%1, version %2",
     "In which language was it given?", "How was it given?", "The person read it", "It was read aloud", "Through an interpreter",
     "Number of the interpreter", "The number that the service gave them, never a name.",
     "Enter 1 to 32 letters or digits, as the interpreter's service wrote it.",
     "Is the person being asked alone?", "Nobody who came with them hears the answers. If not, offer another moment or another room.",
     "Yes", "No", "Taken back",
     "You decide on each point by itself. No is a full answer and costs you no help. You may pause, stop or change your mind at any time.",
     "Do you agree to this: %1?", "Choose an answer. \"No\" is an answer too.",
     "So that it can be shown that you were told, and how.",
     "So that nobody answers for you, or is put under pressure.",
     "Without your yes these questions are not asked."},
    {"fr", "French", "Français", "Information et consentement", "Vos choix", "Quelle notice a été donnée ?", "%1, version %2",
     "Dans quelle langue a-t-elle été donnée ?", "Comment a-t-elle été donnée ?", "La personne l'a lue", "Elle a été lue à voix haute",
     "Par un interprète", "Numéro de l'interprète", "Le numéro donné par le service, jamais un nom.",
     "Entrez de 1 à 32 lettres ou chiffres, comme le service d'interprètes l'a écrit.",
     "La personne est-elle interrogée seule ?",
     "Aucun de ceux qui l'accompagnent n'entend les réponses. Sinon, proposez un autre moment ou une autre pièce.", "Oui", "Non",
     "Retiré",
     "Vous décidez de chaque point séparément. Non est une vraie réponse et ne vous prive d'aucune aide. Vous pouvez faire une pause, arrêter ou changer d'avis à tout moment.",
     "Êtes-vous d'accord avec ceci : %1 ?", "Choisissez une réponse. « Non » est aussi une réponse.",
     "Pour pouvoir montrer que vous avez été informé(e), et comment.",
     "Pour que personne ne réponde à votre place ni ne soit mis sous pression.",
     "Sans votre oui, ces questions ne sont pas posées."},
    {"es", "Spanish", "Español", "Aviso y consentimiento", "Sus decisiones", "¿Qué aviso se dio?", "%1, versión %2",
     "¿En qué idioma se dio?", "¿Cómo se dio?", "La persona lo leyó", "Se leyó en voz alta", "Por medio de un intérprete",
     "Número del intérprete", "El número que le dio su servicio, nunca un nombre.",
     "Escriba de 1 a 32 letras o cifras, como las escribió el servicio de intérpretes.", "¿Se pregunta a la persona a solas?",
     "Nadie que la acompañe oye las respuestas. Si no es así, ofrezca otro momento u otra sala.", "Sí", "No", "Retirado",
     "Usted decide sobre cada punto por separado. No es una respuesta completa y no le quita ninguna ayuda. Puede hacer una pausa, parar o cambiar de opinión en cualquier momento.",
     "¿Está de acuerdo con esto: %1?", "Elija una respuesta. «No» también es una respuesta.",
     "Para poder demostrar que se le informó, y cómo.", "Para que nadie responda por usted ni reciba presiones.",
     "Sin su sí, estas preguntas no se hacen."},
    {"ar", "Arabic", "العربية", "الإشعار والموافقة", "قراراتك", "أي إشعار قُدّم؟", "%1، الإصدار %2", "بأي لغة قُدّم؟",
     "كيف قُدّم؟", "قرأه الشخص بنفسه", "قُرئ عليه بصوت عالٍ", "عن طريق مترجم شفوي", "رقم المترجم الشفوي",
     "الرقم الذي أعطته له جهته، ولا يُكتب اسم أبدًا.", "أدخل من 1 إلى 32 حرفًا لاتينيًا أو رقمًا كما كتبتها جهة الترجمة.",
     "هل يُسأل الشخص على انفراد؟", "لا يسمع الإجابات أحد ممن حضروا معه. وإلا فاعرض وقتًا آخر أو غرفة أخرى.", "نعم", "لا",
     "سُحبت",
     "أنت تقرر في كل نقطة على حدة. «لا» إجابة كاملة ولا تحرمك أي مساعدة. يمكنك أن تستريح أو تتوقف أو تغيّر رأيك في أي وقت.",
     "هل توافق على هذا: %1؟", "اختر إجابة. «لا» إجابة أيضًا.", "حتى يمكن إثبات أنك أُبلغت، وكيف.",
     "حتى لا يجيب أحد عنك ولا يتعرض أحد للضغط.", "من دون موافقتك لا تُطرح هذه الأسئلة."},
};

}  // namespace limen
