// SPDX-License-Identifier: Apache-2.0
// The lines of a searched list: indices into the field's choices, narrowed as letters are typed.
#pragma once

#include <QAbstractListModel>
#include <cstdint>
#include <vector>

namespace limen {

class ChoiceField;

class ChoiceModel : public QAbstractListModel {
  Q_OBJECT

 public:
  ChoiceModel(const ChoiceField& field, QObject* parent);  // `field` must outlive it, its choices unchanged
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  void search(const QString& words);  // anywhere in the text, letters of any case
  std::size_t choiceAt(int row) const { return shown_[static_cast<std::size_t>(row)]; }
  int rowOf(std::size_t choice) const;  // -1 when it is not shown

 private:
  const ChoiceField& field_;
  std::vector<QString> keys_;  // folded once
  std::vector<std::uint32_t> shown_;
  QString wanted_;
};

}  // namespace limen
