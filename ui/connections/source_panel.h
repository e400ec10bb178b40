// The sources among the connections: choosing a kind, the form, what a test found step by step, and what is in one. All work
// in the background; a password goes to the keychain and is not kept here. What is written and not saved stays while another
// connection is shown, and as a draft when the program ends. Main thread.
#pragma once

#include "service/draft_service.h"
#include "service/source_service.h"
#include "ui/kit/side_list.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

class QBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class Card;
class DraftKeeper;
class DriverCard;
class Jobs;
class Notice;
class SourceBrowser;
class SourceForm;
class SourceKindGrid;
class StalePanel;

class SourceLinkPanel final : public QWidget {
    Q_OBJECT
public:
    SourceLinkPanel(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    void reload();
    bool isLoaded() const { return m_isLoaded; }
    bool isEmpty() const { return m_all.empty() && !m_new; }
    void openNew(const QString &kind = {}); // without one: to choose it
    bool openSource(const QString &name);   // false: there is none
    QString firstSource() const;
    void save();
    void leave(); // another connection is shown: what is written here stays
    bool isSettled() const;
    // What the page shows of it.
    QString heading() const;
    QString target() const; // of what is open, as the list knows it
    QList<SideItem> items() const;
    QList<QWidget *> actions();
    QLabel *chip() { return m_chip; }
    void showActions(bool isOpen); // which of them there are now
    SourceBrowser *browser() { return m_browser; }
    // What a test would find; for pictures and tests.
    void put(const std::string &name, Result<service::SourceService::Tested> tested);

Q_SIGNALS:
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void changed(); // what heading(), items() or actions() say
    void loaded();
    void gone(); // what was open is not there any more
    void touchedWorkspace();
    void bringOver(const QString &connection, const QString &schema, const QString &table);

private:
    enum class View { None, Kinds, Source };
    enum class State { NotTested, NeedsPassword, Works, Failed };
    struct Known {
        State state = State::NotTested;
        std::shared_ptr<Result<service::SourceService::Tested>> tested;
    };
    void makeForm(QBoxLayout *column);
    void makeSource(QBoxLayout *column);
    void makeActions();
    // What is written of a saved one, and the version that it was made from.
    struct Written {
        model::SourceConnection connection;
        std::int64_t revision = 0;
    };
    const service::SourceView *find(const std::string &name) const;
    void show(const service::SourceView &view, bool isNew);
    bool isWritten() const;
    void putAside(); // what is written of the one that is open
    enum class Saving { New, Form, Back }; // the last: what undo puts in the place of what was saved
    void keep(const service::SourceView &wanted, std::shared_ptr<Secret> password, Saving saving);
    void offerUndo(const service::SourceView &saved, const model::SourceConnection &before, Saving saving);
    void showStale(const service::SourceView &mine, Saving saving);
    void keepMine();
    void takeTheirs();
    void test(const std::string &name);
    void tested(const std::string &name, std::shared_ptr<Result<service::SourceService::Tested>> result);
    static std::int64_t draftId(const std::string &name); // "": of the one that was never saved
    void keepDraft();
    void takeDrafts(const std::vector<service::Draft> &drafts);
    void draftFound(const service::Draft &draft);
    void remove();
    void removeSaved(const std::string &name, const QString &said);
    void takeBackNew(const service::SourceView &saved);
    void forgetPassword();
    void refresh();
    void refreshSteps();
    void refreshReader();
    void refreshDrivers();
    void say(const Error &error);

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    DraftKeeper *m_drafts;
    View m_view = View::None;
    std::vector<service::SourceView> m_all;
    std::map<std::string, Known> m_known;
    std::map<std::string, std::set<std::string>> m_taken;       // tables that come over already, by connection
    std::map<std::string, Written> m_written;                   // changes of saved ones that are not saved
    std::optional<model::SourceConnection> m_new;               // the one that was never saved
    std::set<std::string> m_recovered;                          // of those, what the window found when it opened; "" the new one
    model::SourceConnection m_current, m_shown;                 // as saved; as the form said it before anybody wrote
    std::int64_t m_id = 0, m_revision = 0;                      // of the version that the form is made from
    service::SourceView m_mine, m_theirs;                       // of a save that came too late
    Saving m_mineWas = Saving::Form;
    bool m_isNew = false, m_isChanging = false, m_isLoaded = false, m_isSaving = false;
    std::string m_testing;
    int m_busy = 0;
    Notice *m_notice;
    StalePanel *m_stale;
    DriverCard *m_drivers;
    std::string m_driversOf; // the kind that they were looked for
    SourceKindGrid *m_kinds;
    SourceForm *m_form;
    Card *m_steps, *m_reader;
    QWidget *m_stepRows;
    QLabel *m_place, *m_readerWords, *m_chip;
    SourceBrowser *m_browser;
    QPushButton *m_change, *m_save, *m_test, *m_forget, *m_done;
    QToolButton *m_remove;
};

} // namespace audience::ui
