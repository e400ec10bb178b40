// What every page that lists definitions and edits one of them has in common: the list, the name in the
// top bar, undo, saving, drafts and their recovery, late saves side by side, rename, duplicate, and remove
// with undo. The page itself provides the editor of the body. Main thread.
#pragma once

#include "async/latest.h"
#include "service/definition_store.h"
#include "ui/kit/draft_keeper.h"
#include "ui/kit/page.h"
#include "ui/kit/shelf_keeper.h"
#include "ui/kit/stale_panel.h"

#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <set>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;
class QUndoStack;

namespace audience::ui {

class DefinitionList;
class Notice;

class DefinitionPage : public Page {
    Q_OBJECT
public:
    QString heading() const override;
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    QList<PaletteEntry> paletteEntries() const override;
    void open(const QString &target) override; // an id, "new"
    void workspaceChanged() override { reload(); }
    QString place() const override { return m_hasDocument && m_current.id > 0 ? QString::number(m_current.id) : QString(); }
    bool isSettled() const override { return !m_isLoading && m_pending == 0; }
    QString name() const;

protected:
    struct Words {
        QString one;       // "segment"
        QString newOne;    // "New segment"
        QString save;      // "Save segment"
        QString listTitle; // "Segments"
    };
    // `kind` is also the prefix of object names. `stack` is that of the editor.
    DefinitionPage(std::shared_ptr<service::Session> session, const char *kind, const Words &words, bool withPictures, QWidget *parent);
    void setUndoStack(QUndoStack *stack);
    // The strip of messages that stands over the editor; `more` are those of the page itself, hidden while they
    // have nothing to say.
    void addMessages(QBoxLayout *layout, const QList<QWidget *> &more = {});

    // The editor. body(): as it stands. showBody(): another document, without history; false when it cannot be read.
    virtual Json body() const = 0;
    virtual Result<void> showBody(const Json &body) = 0;
    virtual void editBody(const Json &body) = 0; // as one undoable edit
    virtual QVector<VersionRow> versions(const Json &theirs, const Json &mine) const = 0;
    virtual void settle(std::function<void()> then) { then(); } // goes on once body() has all that is written
    virtual QString noteOf(const service::SavedDefinition &) const { return {}; }
    virtual void documentChanged() {} // another document, another name, saved...
    virtual void listLoaded() {}
    virtual void listFailed(const Error &error); // said over the editor, with a way to read again
    virtual QList<QWidget *> extraActions() { return {}; }  // beside undo and redo
    virtual QWidget *primaryWhenSaved() { return nullptr; } // what is primary while nothing is to be saved
    virtual void addToMenu(QMenu *menu) { Q_UNUSED(menu) }

    void reload();
    void show(service::SavedDefinition definition);
    void startNew(const QString &name, const Json &body, bool isEdited = false);
    void edited(); // the body changed
    void save();
    void saveAs(service::SavedDefinition mine, bool asCopy);
    void say(const Error &error);
    void refreshState();
    bool isChanged() const;
    bool hasDocument() const { return m_hasDocument; }
    bool isUnread() const { return m_saysUnread; } // the list could not be read
    void closeDocument();
    void keepShelves(); // folders and tags for what is listed; once, when the page is made
    virtual QString wordsOf(const service::DefinitionUse &use) const; // what uses it: "campaign Spring"
    const std::vector<service::SavedDefinition> &all() const { return m_all; }
    const service::SavedDefinition &current() const { return m_current; }
    const std::vector<service::DefinitionUse> &usesOf(qint64 id) const;
    QString part(const char *name) const { return m_prefix + QLatin1String(name); }
    DefinitionList *list() { return m_list; }
    Notice *notice() { return m_notice; }
    QUndoStack *undoStack() { return m_stack; }
    void waitFor(int change) { m_pending += change; } // for isSettled()

    bool eventFilter(QObject *watched, QEvent *event) override;

    std::shared_ptr<service::Session> m_session;

private:
    void makeActions();
    void setName(const QString &name);
    void setRevision(std::int64_t revision);
    static Result<std::vector<service::Draft>> draftsOf(service::Session &session, const std::string &kind);
    void fillList();
    void takeDrafts(const std::vector<service::Draft> &drafts);
    void leaveNew();
    void forgetDraft(std::int64_t id);
    void throwAway(qint64 id);
    void rename(qint64 id, const QString &name);
    void renamed(const service::SavedDefinition &now);
    void duplicate(qint64 id);
    void removeOne(qint64 id, bool isSure = false);
    void takeDraft(const service::Draft &draft);
    void draftFound(const service::Draft &draft, bool isOfNow);
    void showStale();
    void showMenu();
    void use(qint64 id);
    QVector<qint64> recent() const;
    void saved(const service::SavedDefinition &definition, const service::SavedDefinition &sent);

    const QString m_prefix;
    const std::string m_kind;
    const Words m_words;
    std::vector<service::SavedDefinition> m_all, m_new; // saved, and never saved: their ids are below 0
    std::map<std::int64_t, std::vector<service::DefinitionUse>> m_uses;
    ShelfKeeper *m_shelves;
    qint64 m_removing = 0; // asked whether to remove it although it is used
    service::SavedDefinition m_current, m_theirs;
    std::set<std::int64_t> m_gone; // drafts thrown away since the page is there: the disk may be behind
    quint64 m_document = 0; // counts the documents shown: an answer for an earlier one is not for this one
    QTimer m_fill;
    bool m_hasDocument = false, m_isLoading = false, m_isShowing = false, m_isSaving = false, m_isTouched = false, m_saysUnread = false;
    int m_pending = 0;
    QString m_wanted;
    DraftKeeper *m_drafts;
    DefinitionList *m_list;
    QUndoStack *m_stack = nullptr;
    QLineEdit *m_name;
    QLabel *m_saved;
    QToolButton *m_undo, *m_redo, *m_more;
    QPushButton *m_save;
    QWidget *m_messages = nullptr;
    QList<QWidget *> m_messageParts;
    Notice *m_notice, *m_inUse;
    RecoveredBar *m_recovered;
    StalePanel *m_stale;
    struct Everything {
        std::vector<service::SavedDefinition> all;
        std::map<std::int64_t, std::vector<service::DefinitionUse>> uses;
        std::vector<service::Draft> drafts;
        service::Shelves shelves;
    };
    Latest<Everything> m_everything;
};

} // namespace audience::ui
