#include "ui/checks/check_model.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"

#include <algorithm>

namespace audience::ui {

using Standing = CheckItem::Standing;

void CheckModel::setItems(QVector<CheckItem> items) {
    beginResetModel();
    m_items = std::move(items);
    for (int i = 0; i < kFilters; ++i)
        m_counts[std::size_t(i)] = std::count_if(m_items.cbegin(), m_items.cend(), [&](const CheckItem &item) { return isOf(item, Filter(i)); });
    arrange();
    endResetModel();
}

void CheckModel::setFilter(Filter filter) {
    if (m_filter == filter)
        return;
    beginResetModel();
    m_filter = filter;
    arrange();
    endResetModel();
}

void CheckModel::setWords(const QString &words) {
    if (m_words == words.trimmed())
        return;
    beginResetModel();
    m_words = words.trimmed();
    arrange();
    endResetModel();
}

bool CheckModel::isOf(const CheckItem &item, Filter filter) {
    switch (filter) {
    case Filter::All: return true;
    case Filter::Failing: return item.standing == Standing::Failing;
    case Filter::Warning: return item.standing == Standing::Warning;
    case Filter::Passing: return item.standing == Standing::Passing || item.standing == Standing::Waiting;
    case Filter::Suggested: break;
    }
    return item.standing == Standing::Offered;
}

bool CheckModel::isMeant(const CheckItem &item) const {
    if (!isOf(item, m_filter))
        return false;
    return m_words.isEmpty() || item.words.contains(m_words, Qt::CaseInsensitive) || item.column.contains(m_words, Qt::CaseInsensitive) ||
           item.group.contains(m_words, Qt::CaseInsensitive);
}

void CheckModel::arrange() {
    m_rows.clear();
    m_headings.clear();
    int bad = 0, size = 0;
    const auto finish = [&] {
        if (!m_headings.isEmpty())
            m_headings.last().figure = bad > 0 ? tr("%1 of %2 need a look").arg(formatNumber(bad), formatNumber(size)) : formatNumber(size);
        bad = size = 0;
    };
    for (int i = 0; i < m_items.size(); ++i) {
        const CheckItem &item = m_items[i];
        if (!isMeant(item))
            continue;
        if (m_headings.isEmpty() || m_headings.last().name != item.group) {
            finish();
            m_headings.append({item.group, {}});
            m_rows.append(-int(m_headings.size()));
        }
        m_rows.append(i);
        ++size;
        bad += item.isBad() ? 1 : 0;
    }
    finish();
}

const CheckItem *CheckModel::itemAt(int row) const {
    return row < 0 || row >= m_rows.size() || m_rows[row] < 0 ? nullptr : &m_items[m_rows[row]];
}

int CheckModel::rowOf(CheckItem::Kind kind, const std::string &dataset, const QString &id) const {
    for (int row = 0; row < m_rows.size(); ++row)
        if (const CheckItem *item = itemAt(row); item && item->kind == kind && item->id == id && item->dataset == dataset)
            return row;
    return -1;
}

int CheckModel::firstOf(const QString &group) const {
    for (int row = 0; row < m_rows.size(); ++row)
        if (const CheckItem *item = itemAt(row); item && item->group == group)
            return row;
    return -1;
}

QVariant CheckModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const CheckItem *item = itemAt(index.row());
    if (!item) {
        const Heading &heading = m_headings[-1 - m_rows[index.row()]];
        switch (role) {
        case Qt::DisplayRole: return heading.name;
        case StateRole: return heading.figure;
        case HeadingRole: return true;
        case Qt::AccessibleTextRole: return QStringLiteral("%1, %2").arg(heading.name, heading.figure);
        default: return {};
        }
    }
    switch (role) {
    case Qt::DisplayRole: return item->words;
    case StateRole: return item->state;
    case HeadingRole: return false;
    case Qt::ToolTipRole: return item->reason.isEmpty() ? item->words : QStringLiteral("%1\n%2").arg(item->words, item->reason);
    case Qt::AccessibleTextRole: {
        QStringList all{item->words};
        if (!item->state.isEmpty())
            all << item->state;
        if (!item->reason.isEmpty())
            all << item->reason;
        if (item->kind == CheckItem::Kind::Kept)
            all << severityWord(item->stops);
        return all.join(QStringLiteral(", "));
    }
    default: return {};
    }
}

Qt::ItemFlags CheckModel::flags(const QModelIndex &index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    return isHeading(index.row()) ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace audience::ui
