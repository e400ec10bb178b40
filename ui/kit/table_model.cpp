#include "ui/kit/table_model.h"

#include "ui/kit/background.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace audience::ui {

static constexpr int kKeptWindows = 24;
static constexpr qsizetype kMostWanted = 8; // what was asked for before is out of sight by now

TableModel::TableModel(QObject *parent) : QAbstractTableModel(parent) {}
TableModel::~TableModel() {
    forgetWanted();
}

void TableModel::forgetWanted() {
    for (Wanted &one : m_wanted)
        one.cancel.cancel();
    m_wanted.clear();
}

void TableModel::setSource(QVector<TableColumn> columns, qint64 rows, Fetch fetch, const TableRows &first) {
    beginResetModel();
    forgetWanted();
    m_problem.clear();
    m_columns = std::move(columns);
    m_rows = rows;
    m_fetch = std::move(fetch);
    m_windows.clear();
    m_order.clear();
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

void TableModel::fail(const QString &problem) {
    setRows({}, {});
    m_problem = problem;
    Q_EMIT failed(problem);
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
    if (role == Qt::AccessibleTextRole && !m_columns[section].spoken.isEmpty())
        return m_columns[section].spoken;
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
    if (!m_fetch || std::any_of(m_wanted.cbegin(), m_wanted.cend(), [window](const Wanted &one) { return one.window == window; }))
        return;
    while (m_wanted.size() >= kMostWanted)
        m_wanted.takeFirst().cancel.cancel();
    m_wanted.append({window, CancelSource()});
    auto *self = const_cast<TableModel *>(this);
    inBackground(self, [fetch = m_fetch, window, token = m_wanted.last().cancel.token(), zone = zoneAround(this)]() -> Result<TableRows> {
        const ZoneScope here(zone);
        return token.isCancelled() ? TableRows() : fetch(qint64(window) * kWindow, kWindow, token);
    }, [self, window, token = m_wanted.last().cancel.token()](Result<TableRows> rows) {
        if (!token.isCancelled())
            self->take(window, std::move(rows));
    });
}

void TableModel::take(int window, Result<TableRows> rows) {
    m_wanted.removeIf([window](const Wanted &one) { return one.window == window; });
    if (!rows) {
        m_problem = sentence(rows.error());
        m_windows.insert(window, {}); // not asked for again and again
    } else {
        m_windows.insert(window, std::move(*rows));
    }
    m_order.append(window);
    while (m_order.size() > kKeptWindows)
        m_windows.remove(m_order.takeFirst());
    const int first = window * kWindow;
    const int last = qMin(first + kWindow, rowCount()) - 1;
    if (last >= first)
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    if (!m_problem.isEmpty())
        Q_EMIT failed(m_problem);
}

std::function<Result<TableModel::Text>(CancelToken)> TableModel::copier(QVector<std::pair<int, int>> ranges, QVector<int> columns, bool withHeader) const {
    QStringList head;
    for (const int column : std::as_const(columns))
        head << m_columns[column].title;
    return [fetch = m_fetch, shown = m_columns, ranges = std::move(ranges), columns = std::move(columns), head, withHeader,
            zone = zoneAround(this)](const CancelToken &cancel) -> Result<Text> {
        const ZoneScope here(zone);
        Text copied;
        const qint64 most = qMax<qint64>(1, kMostCells / qMax<qsizetype>(1, columns.size()));
        QStringList lines;
        if (withHeader)
            lines << head.join(QLatin1Char('\t'));
        for (const auto &[top, bottom] : ranges)
            for (qint64 first = top; first <= bottom && copied.rows < most;) {
                if (cancel.isCancelled())
                    return Error(ErrorKind::Cancelled, "cancelled");
                const auto count = int(std::min<qint64>({kWindow, bottom - first + 1, most - copied.rows}));
                TRY_ASSIGN(const TableRows rows, fetch(first, count, cancel));
                for (const QStringList &row : rows) {
                    QStringList cells;
                    for (const int column : columns)
                        cells << (shown[column].chip ? shown[column].chip(row.value(column)).first : row.value(column));
                    lines << cells.join(QLatin1Char('\t'));
                }
                copied.rows += rows.size();
                first += count;
            }
        copied.text = lines.join(QLatin1Char('\n'));
        return copied;
    };
}

void TableModel::settle() {
    while (!m_wanted.isEmpty())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
}

} // namespace audience::ui
