// SPDX-License-Identifier: Apache-2.0
#include "app/secret_field.h"

#include "core/bytes.h"

namespace limen {

namespace {
constexpr int kMaxPassphrase = 1024;
}

QLineEdit* secretField(const QString& name) {
  auto* field = new QLineEdit;
  field->setEchoMode(QLineEdit::Password);
  field->setMaxLength(kMaxPassphrase);
  field->setAccessibleName(name);
  field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
  return field;
}

SecretBytes secretOf(const QString& typed) {
  QByteArray utf8 = typed.normalized(QString::NormalizationForm_C).toUtf8();
  SecretBytes secret = SecretBytes::copyOf({reinterpret_cast<const Byte*>(utf8.constData()), static_cast<std::size_t>(utf8.size())});
  wipe({reinterpret_cast<Byte*>(utf8.data()), static_cast<std::size_t>(utf8.size())});
  return secret;
}

}  // namespace limen
