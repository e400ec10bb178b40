// A read-only table that holds only the rows near the eye: it asks its source for windows of rows
// in the background and shows an empty cell until they are there. Main thread; the source runs on a
// pool thread.
#pragma once

#include "async/cancel.h"
#include "base/result.h"
#include "ui/kit/widgets.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QStringList>
#include <QVector>

#include <functional>
#include <memory>

namespace audience::ui {

struct TableColumn {
    QString title;
    bool number = false;   // right-aligned
    bool quiet = false;    // in the secondary colour
    bool sayEmpty = false; // "empty" where a row has no value
    // A state shown as a chip: the word and tone of what the row holds.
    std::function<std::pair<QString, Tone>(const QString &)> chip = {};
    QString spoken = {}; // for screen readers, where the column stands without a title
};

using TableRows = QVector<QStringList>;

class TableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kWindow = 256;
    enum Role { ToneRole = Qt::UserRole + 1, QuietRole, EmptyRole, RawRole };
    // Rows [first, first + count) as display texts; called on a pool thread.
    using Fetch = std::function<Result<TableRows>(qint64 first, int count, CancelToken)>;

    explicit TableModel(QObject *parent = nullptr);
    ~TableModel() override;
    // `first`: the first rows where they are known already, at most kWindow; they stand there at once.
    void setSource(QVector<TableColumn> columns, qint64 rows, Fetch fetch, const TableRows &first = {});
    void setRows(QVector<TableColumn> columns,
                 const TableRows &rows); // all at once, for short tables

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    // Why rows could not be read, as a sentence that stands in their place; "" while all is well.
    QString problem() const { return m_problem; }
    void fail(const QString &problem); // no rows, but this
    // What copies these rows as text with tabs; for a pool thread. Rows are ranges of first and last.
    struct Text {
        QString text;
        qint64 rows = 0; // fewer than asked for: it was too much
    };
    static constexpr qint64 kMostCells = 1'000'000;
    std::function<Result<Text>(CancelToken)> copier(QVector<std::pair<int, int>> rows, QVector<int> columns, bool withHeader) const;
    // Blocks until the windows asked for so far are there; for tests and pictures only.
    void settle();

Q_SIGNALS:
    void failed(const QString &problem);

private:
    struct Wanted {
        int window = 0;
        CancelSource cancel;
    };
    void want(int window) const;
    void forgetWanted();
    void take(int window, Result<TableRows> rows);
    QVector<TableColumn> m_columns;
    qint64 m_rows = 0;
    Fetch m_fetch;
    mutable QHash<int, TableRows> m_windows;
    mutable QVector<int> m_order;
    mutable QVector<Wanted> m_wanted; // the newest last
    QString m_problem;
};

} // namespace audience::ui
