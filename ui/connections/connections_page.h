// Connections: which services outside this workspace uses, whether they work, and the form to add or
// change one. What is written and not saved stays as a draft; keys go to the keychain, never into a file. Main thread.
#pragma once

#include "service/connection_service.h"
#include "service/draft_service.h"
#include "ui/kit/page.h"

#include <map>
#include <memory>
#include <set>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class ConnectionForm;
class ConnectionGuide;
class CornerPanel;
class DraftKeeper;
class Jobs;
class MailServerGuide;
class Notice;
class RecoveredBar;
class SideList;
class SourceLinkPanel;
class StalePanel;
class StateView;

class ConnectionsPage final : public Page {
    Q_OBJECT
public:
    ConnectionsPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    QString key() const override { return QStringLiteral("connections"); }
    QString title() const override { return tr("Connections"); }
    const char *iconName() const override { return "plug"; }
    QString heading() const override;
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    QList<PaletteEntry> paletteEntries() const override;
    void open(const QString &target) override; // "new", "new-mail", "new-queue", "/new-source", "/new-source/KIND", "/source/NAME", "/corner", a name, a draft's number
    bool isSettled() const override;
    void workspaceChanged() override { reload(); }

private:
    enum class State { NotTested, NeedsKeys, Works, Failed };
    struct Known {
        State state = State::NotTested;
        QStringList words; // what the test found, or why it failed
        bool wantsCode = false; // of an MFA device, before it can be tested
    };
    enum class Saving { Form, Copy, Back }; // Back: Undo of a save
    QBoxLayout *makeForm(); // what stands below it goes into the layout
    void begin(); // once all parts are there
    QWidget *makeCode();
    void useCode();
    void makeGuide(QBoxLayout *column);
    void openCorner();
    void makeSources(QBoxLayout *column);
    void openSources(const QString &target);
    bool isSourceOpen() const;
    void refreshGuide();
    void showGuide(bool showsKeys);
    void makeActions();
    void reload();
    void openFirst(); // what was wanted, else the first that is there
    void startNew(const std::string &kind);
    void askWhatToAdd(QWidget *under);
    void use(const std::string &name, bool mayUndo);
    void show(const service::ConnectionView &connection, std::int64_t document);
    void leave();
    void close();
    bool isChanged() const;
    void wrote();
    void forget(std::int64_t document);
    void takeDrafts(const std::vector<service::Draft> &drafts);
    void draftFound(const service::Draft &draft, bool isOfNow);
    void takeDraft(const service::Draft &draft);
    void save();
    void keep(const service::ConnectionView &wanted, std::int64_t document, Saving saving);
    void kept(const service::ConnectionView &saved, const service::ConnectionView &sent);
    void offerUndo(const service::ConnectionView &saved, const service::ConnectionView &before);
    void takeBackNew(const service::ConnectionView &saved);
    void showStale(const service::ConnectionView &mine, bool isOfForm);
    void keepMine();
    void takeTheirs();
    void test(const service::ConnectionView &connection);
    void remove();
    void removeUnsaved();
    void forgetKeys();
    void fillList();
    void refresh();
    void say(const Error &error);

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    SideList *m_list;
    StateView *m_state;
    QWidget *m_inside;
    Notice *m_notice, *m_result;
    QWidget *m_codeRow;
    QLineEdit *m_code;
    ConnectionForm *m_form;
    ConnectionGuide *m_guide;
    MailServerGuide *m_mail;
    CornerPanel *m_corner;
    SourceLinkPanel *m_source;
    StalePanel *m_stale;
    RecoveredBar *m_recovered;
    DraftKeeper *m_drafts;
    QPushButton *m_new, *m_save, *m_test, *m_forget, *m_done, *m_use;
    QToolButton *m_remove;
    QLabel *m_chip, *m_usualChip;
    std::string m_usual; // new campaigns go through it
    std::vector<service::ConnectionView> m_all;
    // A document is a saved connection by its id, or one that was never saved by a number below 0.
    std::map<std::int64_t, service::ConnectionView> m_unsaved; // those below 0, as they are written
    std::map<std::int64_t, net::AwsCredentials> m_keys;        // typed and not saved; gone with the page
    std::set<std::int64_t> m_written;                          // documents with writing that is not saved
    std::set<std::int64_t> m_writtenSince;                     // ... since they were last on their way to be saved
    std::int64_t m_open = 0;                                   // the document in the form; 0: none
    service::ConnectionView m_current;                         // what its saving is on top of
    service::ConnectionView m_shown;                           // what the form said before anybody wrote
    service::ConnectionView m_mine, m_theirs;                  // of a save that came too late
    std::map<std::string, Known> m_known;
    bool m_isChanging = false, m_isCornerOpen = false; // the form of a saved one is open; the public corner is
    bool m_isLoaded = false, m_isSaving = false, m_isMineOfForm = false;
    QString m_wanted;
    int m_busy = 0;
};

} // namespace audience::ui
