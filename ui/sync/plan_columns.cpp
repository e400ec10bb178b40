#include "ui/sync/plan_columns.h"

#include "qbase/convert.h"
#include "ui/kit/table_model.h"
#include "ui/text/words.h"

#include <algorithm>

namespace audience::ui {

void PlanColumns::setColumns(const warehouse::TableShape &shape, const model::SyncPlan &plan) {
    beginResetModel();
    m_rows.clear();
    for (const warehouse::ColumnInfo &column : shape.columns) {
        const auto taken = std::find_if(plan.columns.begin(), plan.columns.end(), [&](const model::SyncColumn &one) { return one.source == column.name; });
        Row row;
        row.isTaken = taken != plan.columns.end();
        if (row.isTaken)
            row.column = *taken;
        else
            row.column = {column.name, column.type, column.name, std::string(engine::toText(column.field.type)), column.field.scale};
        m_rows.push_back(std::move(row));
    }
    endResetModel();
}

void PlanColumns::writeTo(model::SyncPlan &plan) const {
    plan.columns.clear();
    plan.ignored.clear();
    for (const Row &row : m_rows)
        if (row.isTaken)
            plan.columns.push_back(row.column);
        else
            plan.ignored.push_back(row.column.source);
}

int PlanColumns::taken() const {
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.isTaken; }));
}

void PlanColumns::setType(int row, const std::string &type) {
    if (row < 0 || row >= int(m_rows.size()))
        return;
    model::SyncColumn &column = m_rows[std::size_t(row)].column;
    if (column.type == type)
        return;
    column.type = type;
    column.scale = type == "decimal" ? 2 : 0;
    Q_EMIT dataChanged(index(row, BecomesColumn), index(row, BecomesColumn));
    Q_EMIT changed();
}

QVariant PlanColumns::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    if (role == Qt::CheckStateRole && index.column() == NameColumn)
        return int(row.isTaken ? Qt::Checked : Qt::Unchecked);
    if (role == TableModel::QuietRole)
        return index.column() == ThereColumn || !row.isTaken;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case NameColumn: return toQString(row.column.source);
    case ThereColumn: return toQString(row.column.sourceType);
    default: break;
    }
    if (!row.isTaken)
        return tr("stays there");
    const QString word = typeWord(row.column.type);
    return row.column.type == "decimal" ? tr("%1, %n digits behind the point", nullptr, row.column.scale).arg(word) : word;
}

bool PlanColumns::setData(const QModelIndex &index, const QVariant &value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole || index.column() != NameColumn)
        return false;
    m_rows[std::size_t(index.row())].isTaken = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index.siblingAtColumn(BecomesColumn));
    Q_EMIT changed();
    return true;
}

QVariant PlanColumns::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Column");
    case ThereColumn: return tr("There");
    case BecomesColumn: return tr("Becomes here");
    default: return {};
    }
}

Qt::ItemFlags PlanColumns::flags(const QModelIndex &index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags usual = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == NameColumn ? usual | Qt::ItemIsUserCheckable : usual;
}

} // namespace audience::ui
