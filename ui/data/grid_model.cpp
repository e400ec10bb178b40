#include "ui/data/grid_model.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/table_model.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QCoreApplication>

namespace audience::ui {

static constexpr int kMostWanted = 24, kAtOnce = 2, kKeptBlocks = 160;
static constexpr std::size_t kLongest = 600; // bytes of a cell; the row's form shows all of it

GridModel::GridModel(std::shared_ptr<service::Session> session, QObject *parent) : QAbstractTableModel(parent), m_session(std::move(session)) {}

GridModel::~GridModel() {
    m_cancel.cancel();
}

void GridModel::setTable(const service::Table &table) {
    beginResetModel();
    m_cancel.cancel();
    m_cancel = CancelSource();
    ++m_epoch;
    m_running = 0;
    m_table = table;
    m_blocks.clear();
    m_order.clear();
    m_wanted.clear();
    m_asked.clear();
    m_right.clear();
    m_quiet.clear();
    m_truth.clear();
    m_time.clear();
    if (table)
        for (const auto &field : table->dataset().fields) {
            m_right.append(field.isNumber);
            m_quiet.append(field.name == table->dataset().emailField);
            m_truth.append(field.type == "bool");
            m_time.append(field.type == "instant" || field.type == "date");
        }
    endResetModel();
}

int GridModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() || !m_table ? 0 : static_cast<int>(qMin<qint64>(m_table->rows(), 2'000'000'000));
}

int GridModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_right.size());
}

QVariant GridModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section < 0 || section >= m_right.size())
        return {};
    if (role == Qt::DisplayRole)
        return plainName(m_table->dataset().fields[std::size_t(section)].name);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (m_right[section] ? Qt::AlignRight : Qt::AlignLeft)));
    return {};
}

QVariant GridModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= m_right.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    if (role == TableModel::QuietRole)
        return m_quiet[index.column()];
    if (role != Qt::DisplayRole && role != TableModel::EmptyRole && role != TableModel::RawRole)
        return {};
    const Key key{index.row() / kBlockRows, index.column() / kBlockColumns};
    const auto block = m_blocks.constFind(key);
    if (block == m_blocks.constEnd()) {
        want(key);
        return role == Qt::DisplayRole ? QVariant(QString()) : QVariant();
    }
    const int row = index.row() % kBlockRows;
    const QString cell = row < block->size() ? (*block)[row].value(index.column() % kBlockColumns) : QString();
    if (role == TableModel::EmptyRole)
        return cell.isEmpty();
    if (role == Qt::DisplayRole && m_truth[index.column()] && !cell.isEmpty())
        return cell == QLatin1String("true") ? tr("yes") : tr("no");
    return role == Qt::DisplayRole && m_time[index.column()] ? momentWords(cell) : cell;
}

void GridModel::want(Key key) const {
    if (m_asked.contains(key))
        return;
    m_wanted.removeAll(key);
    m_wanted.append(key);
    if (m_wanted.size() > kMostWanted)
        m_wanted.removeFirst(); // scrolled past; it is wanted again when it is seen again
    next();
}

void GridModel::next() const {
    while (m_running < kAtOnce && !m_wanted.isEmpty()) {
        const Key key = m_wanted.takeLast();
        m_asked.append(key);
        ++m_running;
        std::vector<int> columns;
        for (int i = key.columns * kBlockColumns; i < qMin<int>((key.columns + 1) * kBlockColumns, int(m_right.size())); ++i)
            columns.push_back(i);
        auto *self = const_cast<GridModel *>(this);
        inBackground(self, [session = m_session, table = m_table, key, columns, token = m_cancel.token()]() -> Result<Block> {
            TRY_ASSIGN(const auto page, service::TableService(*session).rows(table, qint64(key.rows) * kBlockRows, kBlockRows, columns, kLongest, token));
            Block block;
            block.reserve(qsizetype(page.rows.size()));
            for (const auto &row : page.rows) {
                QStringList cells;
                cells.reserve(qsizetype(row.size()));
                for (const std::string &cell : row)
                    cells << toQString(cell);
                block.append(cells);
            }
            return block;
        }, [self, key, epoch = m_epoch](Result<Block> block) {
            if (epoch != self->m_epoch)
                return;
            --self->m_running;
            if (block) {
                self->m_asked.removeAll(key);
                self->take(key, std::move(*block));
            } else {
                // Stays asked for: what cannot be read is not read again and again.
                Q_EMIT self->failed(sentence(block.error()));
            }
            self->next();
        });
    }
}

void GridModel::take(Key key, Block block) {
    m_blocks.insert(key, std::move(block));
    m_order.append(key);
    while (m_order.size() > kKeptBlocks)
        m_blocks.remove(m_order.takeFirst());
    const int first = key.rows * kBlockRows, left = key.columns * kBlockColumns;
    const int last = qMin(first + kBlockRows, rowCount()) - 1, right = qMin(left + kBlockColumns, columnCount()) - 1;
    if (last >= first && right >= left)
        Q_EMIT dataChanged(index(first, left), index(last, right));
}

void GridModel::settle() {
    while (isReading())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
}

} // namespace audience::ui
