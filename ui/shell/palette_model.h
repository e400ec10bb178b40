// The list under the palette's field: headings and entries, painted with the matched letters marked and
// the shortcut at the right. Main thread.
#pragma once

#include "ui/shell/palette_match.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace audience::ui {

class PaletteModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { HeadingRole = Qt::UserRole + 1, KeysRole };
    using QAbstractListModel::QAbstractListModel;
    // Entries of one hint under a heading of that name.
    void setEntries(const QList<RankedEntry> &entries);
    const RankedEntry *entryAt(int row) const; // null at a heading
    int nextEntry(int row, int step) const;    // over headings; the same row at the ends

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        QString heading;
        int entry = -1;
    };
    QList<RankedEntry> m_entries;
    QList<Row> m_rows;
};

class PaletteDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace audience::ui
