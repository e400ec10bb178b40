// A prepared table as an item model: holds the blocks of cells near the eye and asks for more in the
// background, the newest wish first, so that dragging through a million rows never waits. Main thread.
#pragma once

#include "async/cancel.h"
#include "service/table_service.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QStringList>
#include <QVector>

#include <memory>

namespace audience::ui {

class GridModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kBlockRows = 128, kBlockColumns = 16;
    explicit GridModel(std::shared_ptr<service::Session> session, QObject *parent = nullptr);
    ~GridModel() override;
    void setTable(const service::Table &table); // null: nothing to show
    const service::Table &table() const { return m_table; }
    bool isReading() const { return m_running > 0 || !m_wanted.isEmpty(); }
    // Blocks until what was asked for is there; for tests and pictures.
    void settle();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void failed(const QString &sentence);

private:
    struct Key {
        int rows = 0, columns = 0;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0) { return qHashMulti(seed, key.rows, key.columns); }
    };
    using Block = QVector<QStringList>;
    void want(Key key) const;
    void next() const;
    void take(Key key, Block block);

    std::shared_ptr<service::Session> m_session;
    service::Table m_table;
    QVector<bool> m_right, m_quiet, m_truth, m_time;
    int m_epoch = 0;
    mutable int m_running = 0;
    mutable QHash<Key, Block> m_blocks;
    mutable QVector<Key> m_order, m_wanted, m_asked;
    CancelSource m_cancel;
};

} // namespace audience::ui
