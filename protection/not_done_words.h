// SPDX-License-Identifier: Apache-2.0
// What a programme of Limen does not do, in the languages whose words were checked. English stands in every set of documents.
#pragma once

#include <string_view>

namespace limen {

struct NotDoneWords {
  std::string_view code;             // BCP 47
  std::string_view english, itself;  // the language's name
  std::string_view title, biometrics, pictures, decisions, scores, nobody, recipientsOnly, anEnd;
};

inline constexpr NotDoneWords kNotDoneWords[] = {
    {"en", "English", "English", "What we do not do", "We take no fingerprints, no iris scan and no measure of a face.",
     "We take no picture and no film of a person.",
     "No rule and no program decides about a person; rules only protect a record more.",
     "We compute no score and no rank of persons.", "We hand answers to nobody.",
     "We hand answers to nobody but the recipients that the data-flow register names.", "We keep no answer without an end."},
    {"fr", "French", "Français", "Ce que nous ne faisons pas",
     "Nous ne prenons ni empreintes digitales, ni image de l'iris, ni mesure du visage.",
     "Nous ne prenons ni photo ni film d'une personne.",
     "Aucune règle et aucun programme ne décide pour une personne ; les règles ne font que mieux protéger un dossier.",
     "Nous ne calculons ni note ni classement des personnes.", "Nous ne transmettons les réponses à personne.",
     "Nous ne transmettons les réponses qu'aux destinataires nommés dans le registre des flux de données.",
     "Nous ne gardons aucune réponse sans limite de temps."},
    {"es", "Spanish", "Español", "Lo que no hacemos", "No tomamos huellas dactilares, ni imagen del iris, ni medidas de la cara.",
     "No hacemos fotos ni vídeos de ninguna persona.",
     "Ninguna regla y ningún programa decide sobre una persona; las reglas solo protegen más un expediente.",
     "No calculamos puntuaciones ni clasificaciones de personas.", "No entregamos las respuestas a nadie.",
     "Entregamos las respuestas solo a los destinatarios que nombra el registro de flujos de datos.",
     "No guardamos ninguna respuesta sin una fecha de fin."},
    {"ar", "Arabic", "العربية", "ما لا نفعله", "لا نأخذ بصمات الأصابع ولا صورة القزحية ولا قياسات الوجه.",
     "لا نلتقط صورًا ولا أفلامًا لأي شخص.",
     "لا تتخذ أي قاعدة ولا أي برنامج قرارًا بشأن شخص؛ فالقواعد لا تفعل سوى زيادة حماية الملف.",
     "لا نحسب درجات ولا ترتيبًا للأشخاص.", "لا نسلّم الإجابات إلى أحد.",
     "لا نسلّم الإجابات إلا إلى الجهات المذكورة في سجل تدفق البيانات.", "لا نحتفظ بأي إجابة دون نهاية."},
};

}  // namespace limen
