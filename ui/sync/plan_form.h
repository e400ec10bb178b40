// The plan of a sync as a form in place: what a row is, what its columns mean, how it stays up to date, which columns come
// over, the limits; and what a run would read, asked again after every change. Guesses are filled in already. Main thread.
#pragma once

#include "async/latest.h"
#include "model/remote_dataset.h"
#include "service/sync_guess.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTimeEdit;

namespace audience::service {
class Session;
}

namespace audience::ui {

class ByteBox;
class Card;
class FormGrid;
class Notice;
class PlanColumns;
class SegmentedControl;
class SpanBox;
class StalePanel;
class StateView;
class TableView;

class PlanForm final : public QWidget {
    Q_OBJECT
public:
    explicit PlanForm(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    // Looks at the table and guesses.
    void begin(const std::string &connection, const warehouse::TableName &table);
    // A plan that is there, over its table as it is now.
    void begin(const service::SyncView &view);
    // As it stands; what nobody changed is what it was, to the byte.
    model::SyncPlan plan() const;
    // The plan and when it comes over by itself, on top of the version that the form was begun with.
    service::SyncDraft draft() const;
    // Whether the rows are to be left where they are, and what is then kept of the table. Asked only of new ones, and of sources
    // in which people can be counted.
    bool stays() const;
    model::RemoteDataset remote() const;
    // Others saved this version meanwhile: both are shown, and a choice.
    void showStale(const service::SyncView &theirs);
    // It was removed elsewhere: saved again it is a new one.
    void beginAnew() { m_sync = m_revision = 0; }
    bool isNew() const { return m_isNew; }
    bool isReady() const { return m_isReady; } // the table is known
    bool isChanged() const;
    bool isSettled() const { return m_busy == 0 && !m_soon.isActive(); }
    void say(const Error &error); // why it was not saved
    void put(const service::SyncTable &table, bool mayStay = false); // what the source would say; for pictures and tests
    void put(const service::SyncPreview &preview);
    void leaveThere(); // the choice, as if it was made

Q_SIGNALS:
    void changed();
    void submitted();
    void keptMine(); // having seen theirs

private:
    static constexpr int kDaily = -1, kOther = -2; // beside minutes
    void makeMeaning(QBoxLayout *column);
    void makeWay(QBoxLayout *column);
    void makeColumns(QBoxLayout *column);
    void makeLimits(QBoxLayout *column);
    QComboBox *addPick(FormGrid *grid, const char *objectName, const QString &label, const QString &hint = {});
    void fill(const model::SyncPlan &plan);
    void fillPicks(const model::SyncPlan &plan);
    void fillSchedule(const model::SyncSchedule &schedule);
    model::SyncSchedule schedule() const;
    void chooseRole(int index);
    void chooseYes();
    void showYes();
    void edited();
    void refreshWay();
    void offerModes(model::SyncMode chosenMode);
    void ask();
    struct Looked {
        service::SyncTable table;
        bool mayStay = false;
    };
    void look(const std::string &connection, std::function<Result<service::SyncTable>(const CancelToken &)> work);
    void showStaying();
    void sayReplaced();
    void bringToSight(QWidget *part);
    void showPreview(const Result<service::SyncPreview> &preview);
    std::string role() const;

    std::shared_ptr<service::Session> m_session;
    service::SyncTable m_table;
    std::string m_takesOver; // the dataset of files in whose place the rows are to come
    model::SyncPlan m_base, m_begun;
    std::int64_t m_sync = 0, m_revision = 0;
    service::SyncView m_theirs;
    bool m_isNew = true;
    bool m_isReady = false, m_isFilling = false;
    int m_busy = 0;
    QTimer m_soon;
    StateView *m_state;
    Notice *m_notice;
    StalePanel *m_stale;
    Card *m_estimate, *m_meaningCard = nullptr, *m_wayCard = nullptr, *m_columnsCard = nullptr, *m_limitsCard = nullptr;
    SegmentedControl *m_place;
    bool m_mayStay = false;
    QLabel *m_reads, *m_findings, *m_from;
    SegmentedControl *m_role;
    FormGrid *m_meaning, *m_wayGrid;
    QLineEdit *m_dataset, *m_eventName;
    QPushButton *m_yes;
    std::vector<std::string> m_yesValues;
    QComboBox *m_key, *m_email, *m_consent, *m_profile, *m_time, *m_nameColumn, *m_cursor;
    QComboBox *m_mode, *m_when;
    QTimeEdit *m_at;
    bool m_isRescheduled = false;
    QLabel *m_modeWords;
    SpanBox *m_lookBack;
    ByteBox *m_maxRun, *m_maxMonth;
    QSpinBox *m_maxRemoved;
    PlanColumns *m_columns;
    TableView *m_columnView;
    Latest<Looked> m_looking;
    Latest<service::SyncPreview> m_preview;
};

} // namespace audience::ui
