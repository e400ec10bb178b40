#include "ui/sync/plan_columns.h"

#include "qbase/convert.h"
#include "ui/kit/table_model.h"
#include "ui/text/words.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace audience::ui {

void PlanColumns::setColumns(const warehouse::TableShape &shape, const model::SyncPlan &plan) {
    beginResetModel();
    m_begun = plan;
    m_rows.clear();
    for (const warehouse::ColumnInfo &column : shape.columns) {
        const auto taken = std::find_if(plan.columns.begin(), plan.columns.end(), [&](const model::SyncColumn &one) { return one.source == column.name; });
        Row row;
        row.isTaken = taken != plan.columns.end();
        row.isDecided = row.isTaken || plan.columns.empty() || std::find(plan.ignored.begin(), plan.ignored.end(), column.name) != plan.ignored.end();
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
    std::map<std::string_view, const Row *> rows; // a table may have thousands
    for (const Row &row : m_rows)
        rows.emplace(row.column.source, &row);
    std::set<std::string_view> told;
    const auto tell = [&](const Row &row) {
        if (!told.insert(row.column.source).second)
            return;
        if (row.isTaken)
            plan.columns.push_back(row.column);
        else if (row.isDecided)
            plan.ignored.push_back(row.column.source);
    };
    for (const model::SyncColumn &before : m_begun.columns)
        if (const auto row = rows.find(before.source); row != rows.end())
            tell(*row->second);
    for (const std::string &before : m_begun.ignored)
        if (const auto row = rows.find(before); row != rows.end())
            tell(*row->second);
        else
            plan.ignored.push_back(before);
    for (const Row &row : m_rows)
        tell(row);
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
        return index.column() == ThereColumn || !row.isTaken || (index.column() == CalledColumn && row.column.name == row.column.source);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    const bool isName = role == Qt::EditRole && index.column() == CalledColumn;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole && !isName)
        return {};
    switch (index.column()) {
    case NameColumn: return toQString(row.column.source);
    case ThereColumn: return toQString(row.column.sourceType);
    case CalledColumn: return row.isTaken ? toQString(row.column.name) : QString();
    default: break;
    }
    if (!row.isTaken)
        return row.isDecided ? tr("stays there") : tr("new there, not decided");
    const QString word = typeWord(row.column.type);
    return row.column.type == "decimal" ? tr("%1, %n places", nullptr, row.column.scale).arg(word) : word;
}

bool PlanColumns::rename(const QModelIndex &index, const QString &name) {
    model::SyncColumn &column = m_rows[std::size_t(index.row())].column;
    const std::string called = name.isEmpty() ? column.source : toUtf8(name); // nothing: as it is called there
    if (called == column.name)
        return true;
    column.name = called;
    Q_EMIT dataChanged(index, index);
    Q_EMIT renamed(toQString(column.source), toQString(called));
    Q_EMIT changed();
    return true;
}

bool PlanColumns::setData(const QModelIndex &index, const QVariant &value, int role) {
    if (checkIndex(index, CheckIndexOption::IndexIsValid) && role == Qt::EditRole && index.column() == CalledColumn && m_rows[std::size_t(index.row())].isTaken)
        return rename(index, value.toString().simplified());
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole || index.column() != NameColumn)
        return false;
    Row &row = m_rows[std::size_t(index.row())];
    row.isTaken = value.toInt() == Qt::Checked;
    row.isDecided = true;
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
    case CalledColumn: return tr("Called here");
    case BecomesColumn: return tr("Becomes here");
    default: return {};
    }
}

Qt::ItemFlags PlanColumns::flags(const QModelIndex &index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags usual = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.column() == CalledColumn)
        return m_rows[std::size_t(index.row())].isTaken ? usual | Qt::ItemIsEditable : usual;
    return index.column() == NameColumn ? usual | Qt::ItemIsUserCheckable : usual;
}

} // namespace audience::ui
