#include "ui/kit/table_model.h"

#include "ui/kit/background.h"
#include "ui/kit/theme.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace audience::ui {

static constexpr int kKeptWindows = 24;

TableModel::TableModel(QObject *parent) : QAbstractTableModel(parent) {}
TableModel::~TableModel() {
    m_cancel.cancel();
}

void TableModel::setSource(QVector<TableColumn> columns, qint64 rows, Fetch fetch, const TableRows &first) {
    beginResetModel();
    m_cancel.cancel();
    m_cancel = CancelSource();
    ++m_epoch;
    m_columns = std::move(columns);
    m_rows = rows;
    m_fetch = std::move(fetch);
    m_windows.clear();
    m_order.clear();
    m_wanted.clear();
    if (!first.isEmpty()) {
        m_windows.insert(0, first);
        m_order.append(0);
    }
    endResetModel();
}

void TableModel::setRows(QVector<TableColumn> columns, const TableRows &rows) {
    setSource(std::move(columns), rows.size(), [rows](qint64 first, int count, CancelToken) {
        return rows.mid(static_cast<qsizetype>(first), count);
    });
    for (int window = 0; window * kWindow < rows.size() && window < kKeptWindows; ++window) {
        m_windows.insert(window, rows.mid(window * kWindow, kWindow));
        m_order.append(window);
    }
}

int TableModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(qMin<qint64>(m_rows, 2'000'000'000));
}

int TableModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns[section].title;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(
            Qt::AlignVCenter | (m_columns[section].number ? Qt::AlignRight : Qt::AlignLeft)));
    return {};
}

QVariant TableModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= m_rows || index.column() >= m_columns.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter |
                          (m_columns[index.column()].number ? Qt::AlignRight : Qt::AlignLeft)));
    const TableColumn &column = m_columns[index.column()];
    if (role == QuietRole)
        return column.quiet;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != ToneRole && role != EmptyRole && role != RawRole)
        return {};
    const int window = index.row() / kWindow;
    const auto it = m_windows.constFind(window);
    if (it == m_windows.constEnd()) {
        want(window);
        return role == Qt::DisplayRole ? QVariant(QString()) : QVariant();
    }
    const int row = index.row() % kWindow;
    const QString cell = row < it->size() ? (*it)[row].value(index.column()) : QString();
    switch (role) {
    case ToneRole: return column.chip ? QVariant(int(column.chip(cell).second)) : QVariant();
    case EmptyRole: return column.sayEmpty && cell.isEmpty();
    case RawRole: return cell;
    default: return column.chip ? column.chip(cell).first : cell;
    }
}

void TableModel::want(int window) const {
    if (m_wanted.contains(window) || !m_fetch)
        return;
    m_wanted.append(window);
    const QPointer<TableModel> self(const_cast<TableModel *>(this));
    const int epoch = m_epoch;
    inBackground(self.data(), [fetch = m_fetch, window, token = m_cancel.token()] {
        return token.isCancelled() ? TableRows() : fetch(qint64(window) * kWindow, kWindow, token);
    }, [self, window, epoch](TableRows rows) {
        if (!self || self->m_epoch != epoch)
            return;
        self->m_wanted.removeAll(window);
        self->m_windows.insert(window, std::move(rows));
        self->m_order.append(window);
        while (self->m_order.size() > kKeptWindows)
            self->m_windows.remove(self->m_order.takeFirst());
        const int first = window * kWindow;
        const int last = qMin(first + kWindow, self->rowCount()) - 1;
        if (last >= first)
            Q_EMIT self->dataChanged(self->index(first, 0),
                                     self->index(last, self->columnCount() - 1));
    });
}

void TableModel::settle() {
    while (!m_wanted.isEmpty())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
}

} // namespace audience::ui
