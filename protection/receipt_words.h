// SPDX-License-Identifier: Apache-2.0
// The words of a receipt in the languages whose words were checked.
#pragma once

#include <string_view>

namespace limen {

struct ReceiptWords {
  std::string_view code, english, itself;
  bool rightToLeft;
  std::string_view title, codeLabel, what, why, kept, who;
  std::string_view days;     // "%1 days, counted from %2"
  std::string_view turnTo;   // "... %1" is who answers for the programme
  std::string_view use, empty;
  std::string_view readers;  // "Read by %1"
  std::string_view captured, caseClosed, departure, decision, appealEnd, permitExpiry, transfer;
  // In the order of kCategories.
  std::string_view categories[20];
};

inline constexpr ReceiptWords kReceiptWords[] = {
    {"en", "English", "English", false, "Your receipt", "Code", "What was recorded", "Why", "How long it is kept", "Who reads it",
     "%1 days, counted from %2",
     "To see, correct or delete what is kept, to take back a yes or to complain, come to any desk with this code, or turn to: %1.",
     "The code finds your record. It opens nothing. Whoever finds this paper learns nothing about you from it.",
     "No name and no answer stands on this paper.", "%1",
     "the day it was recorded", "the day your case is closed", "the day you leave", "the decision in your case",
     "the end of the appeal", "the day your permit ends", "the day your case is handed over",
     {"Your name", "Your age", "Sex", "Nationality", "How to reach you", "Papers", "Measures of the body", "Health", "Legal situation",
      "Family", "Belief", "Origin", "Language", "Place", "Journey", "What you need", "How you were told and what you chose",
      "Who worked with you", "Notes", "Nothing about you"}},
    {"fr", "French", "Français", false, "Votre reçu", "Code", "Ce qui a été noté", "Pourquoi", "Combien de temps", "Qui le lit",
     "%1 jours, à compter de ceci : %2",
     "Pour voir, corriger ou effacer ce qui est gardé, retirer un accord ou vous plaindre, venez à n'importe quel guichet avec ce code ou adressez-vous à : %1.",
     "Le code retrouve votre dossier. Il n'ouvre rien. Qui trouve ce papier n'apprend rien sur vous.",
     "Ce papier ne porte ni nom ni réponse.", "%1", "le jour de l'enregistrement", "le jour où votre dossier est clos",
     "le jour de votre départ", "la décision dans votre dossier", "la fin du recours", "la fin de votre titre",
     "le jour où votre dossier est transmis",
     {"Votre nom", "Votre âge", "Sexe", "Nationalité", "Comment vous joindre", "Papiers", "Mesures du corps", "Santé",
      "Situation juridique", "Famille", "Croyance", "Origine", "Langue", "Lieu", "Trajet", "Vos besoins",
      "Comment vous avez été informé(e) et vos choix", "Qui a travaillé avec vous", "Notes", "Rien sur vous"}},
    {"es", "Spanish", "Español", false, "Su recibo", "Código", "Qué se anotó", "Por qué", "Cuánto tiempo se guarda", "Quién lo lee",
     "%1 días, contados desde: %2",
     "Para ver, corregir o borrar lo que se guarda, retirar un sí o quejarse, venga a cualquier ventanilla con este código o diríjase a: %1.",
     "El código encuentra su expediente. No abre nada. Quien encuentre este papel no sabrá nada de usted.",
     "En este papel no hay ningún nombre ni ninguna respuesta.", "%1", "el día en que se anotó", "el día en que se cierre su caso",
     "el día en que se vaya", "la decisión sobre su caso", "el fin del recurso", "el fin de su permiso",
     "el día en que su caso pase a otros",
     {"Su nombre", "Su edad", "Sexo", "Nacionalidad", "Cómo localizarle", "Documentos", "Medidas del cuerpo", "Salud",
      "Situación legal", "Familia", "Creencias", "Origen", "Idioma", "Lugar", "Viaje", "Lo que necesita",
      "Cómo se le informó y qué decidió", "Quién le atendió", "Notas", "Nada sobre usted"}},
    {"ar", "Arabic", "العربية", true, "إيصالك", "الرمز", "ما الذي سُجّل", "لماذا", "مدة الحفظ", "من يقرؤه",
     "%1 يومًا، تُحسب من: %2",
     "للاطلاع على ما نحتفظ به أو تصحيحه أو حذفه، أو لسحب موافقة، أو لتقديم شكوى، تعال إلى أي مكتب ومعك هذا الرمز، أو توجّه إلى: %1.",
     "الرمز يدلّ على ملفك ولا يفتح شيئًا. ومن يجد هذه الورقة لا يعرف منها شيئًا عنك.", "لا يوجد على هذه الورقة اسم ولا إجابة.", "%1",
     "يوم التسجيل", "يوم إغلاق قضيتك", "يوم مغادرتك", "القرار في قضيتك", "نهاية الطعن", "نهاية تصريحك", "يوم إحالة قضيتك",
     {"اسمك", "عمرك", "الجنس", "الجنسية", "كيفية التواصل معك", "الأوراق", "قياسات الجسد", "الصحة", "الوضع القانوني", "العائلة", "المعتقد",
      "الأصل", "اللغة", "المكان", "الرحلة", "ما تحتاجه", "كيف أُبلغت وما اخترته", "من عمل معك", "ملاحظات", "لا شيء عنك"}},
};

}  // namespace limen
