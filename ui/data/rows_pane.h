// The rows of one dataset: filters as chips, the grid, find, and what is selected. Owns how the dataset is
// looked at, keeps it on this machine and can take back each change. Main thread; tables are prepared in
// the background and the old one stays until the new one is there.
#pragma once

#include "async/latest.h"
#include "ui/data/column_profiles.h"
#include "ui/data/grid_selection.h"
#include "ui/data/view_state.h"

#include <QThreadPool>
#include <QTimer>
#include <QUndoStack>
#include <QWidget>

class QLabel;
class QFrame;

namespace audience::ui {

class FindBar;
class FlowLayout;
class GridModel;
class GridView;
class Notice;
class RowsFoot;
class StateView;
struct HeadColumn;

class RowsPane final : public QWidget {
    Q_OBJECT
public:
    RowsPane(std::shared_ptr<service::Session> session, ColumnProfiles *profiles, QWidget *parent = nullptr);
    void open(const service::DatasetView &dataset);
    bool isPreparing() const { return m_isPreparing; }
    bool isBusy() const { return m_isPreparing || m_isFitting || m_isCopying || isFinding(); }

    const service::Table &table() const;
    GridModel *model() const { return m_model; }
    GridView *grid() const { return m_grid; }
    const ViewState &state() const { return m_state; }
    std::vector<int> shownColumns() const; // as they stand
    QUndoStack &undoStack() { return m_undo; }
    int column() const;

    void sortBy(int column, bool adding);
    void filter(const model::FieldTest &test); // in place of the column's others
    void clearFilters(const QString &column = {});
    void showCheck(const QString &check, const QString &column);
    void filterBar(int column, int bar);
    void askFilter(int column);
    void chooseColumn(int column);
    void showFind();
    void goToRow();
    void chooseColumns(QWidget *anchor);
    static constexpr int kMostNamed = 1'000;
    qint64 selectedPeople() const; // rows of people, two or more; else 0
    std::vector<std::int64_t> selectedPlaces() const; // of those rows in the table, at most kMostNamed

Q_SIGNALS:
    void columnChosen(int column);
    void rowWanted(int row);
    void tableChanged();
    void said(const QString &message);
    void exportOffered(const QString &why); // what was wanted is more than the clipboard is given

private:
    bool isFinding() const;
    void connectGrid();
    void makeKeys();
    void change(const QString &text, ViewState state, int merge = -1);
    void put(const ViewState &state);
    void prepare();
    void take(const service::Table &table);
    void arrange();
    void fitToSample();
    void keep();
    void fillChips();
    void addChip(const QString &words, const QString &column);
    HeadColumn headOf(int section);
    void showMenu(const QPoint &at);
    void hideColumn(int column);
    void moveColumn(int column, int by);
    void pinUpTo(int column);
    void noteMove();
    void noteWidth(int section, int size);
    void copy(bool withHead);
    QString nameOf(int column) const;
    int indexOf(const std::string &column) const;

    std::shared_ptr<service::Session> m_session;
    QThreadPool m_writer; // one thread: the view kept last is the one of now
    ColumnProfiles *m_profiles;
    service::DatasetView m_dataset;
    ViewState m_state;
    QUndoStack m_undo;
    bool m_isPreparing = false, m_isFitting = false, m_isCopying = false, m_isArranging = false;
    GridModel *m_model;
    GridView *m_grid;
    StateView *m_rows; // the grid, or why it is not there
    QFrame *m_chipBar;
    FindBar *m_findBar;
    RowsFoot *m_foot;
    FlowLayout *m_chips;
    Notice *m_notice;
    QLabel *m_nothing;
    QTimer m_keepLater;
    Latest<service::Table> m_prepare;
    Latest<Json> m_kept;
    Latest<CopiedText> m_copy;
    Latest<service::RowsPage> m_fit;
};

} // namespace audience::ui
