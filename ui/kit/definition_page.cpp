#include "ui/kit/definition_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/actions.h"
#include "ui/kit/background.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/edit_command.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QUndoStack>

#include <algorithm>

namespace audience::ui {

using service::DefinitionStore;
using service::Draft;
using service::SavedDefinition;

namespace {

constexpr int kListFollowsMs = 300; // the name being typed, where it stands in the list
constexpr int kMergeName = 0x7ffffff;

// The name as the title of the page, to be changed where it stands.
class TitleEdit final : public QLineEdit {
public:
    using QLineEdit::QLineEdit;
    QSize sizeHint() const override {
        const QString shown = (text().isEmpty() ? placeholderText() : text()).left(100);
        return {qBound(60, fontMetrics().horizontalAdvance(shown) + 24, 260), QLineEdit::sizeHint().height()};
    }
    QSize minimumSizeHint() const override { return {60, QLineEdit::minimumSizeHint().height()}; }
};

} // namespace

DefinitionPage::DefinitionPage(std::shared_ptr<service::Session> session, const char *kind, const Words &words, bool withPictures, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_prefix(QLatin1String(kind)), m_kind(kind), m_words(words),
      m_drafts(new DraftKeeper(m_session, m_kind, this)), m_everything(this) {
    m_list = new DefinitionList(words.listTitle, words.newOne, part("List"), withPictures, this);
    connect(m_list, &DefinitionList::chosen, this, [this](qint64 id) { open(QString::number(id)); });
    connect(m_list, &DefinitionList::addWanted, this, [this] { open(QStringLiteral("new")); });
    connect(m_list, &DefinitionList::renameWanted, this, &DefinitionPage::rename);
    connect(m_list, &DefinitionList::duplicateWanted, this, &DefinitionPage::duplicate);
    connect(m_list, &DefinitionList::removeWanted, this, [this](qint64 id) { removeOne(id); });
    m_list->setRecent(recent());
    m_shelves = new ShelfKeeper(m_session, m_kind, m_list);
    connect(m_shelves, &ShelfKeeper::waits, this, &DefinitionPage::waitFor);
    connect(m_shelves, &ShelfKeeper::changed, this, &DefinitionPage::reload);
    connect(m_shelves, &ShelfKeeper::failed, this, &DefinitionPage::say);
    connect(m_shelves, &ShelfKeeper::saidWithUndo, this, &Page::saidWithUndo);
    m_fill.setSingleShot(true);
    connect(&m_fill, &QTimer::timeout, this, &DefinitionPage::fillList);
    makeActions();
    connect(m_drafts, &DraftKeeper::found, this, &DefinitionPage::draftFound);
    connect(m_drafts, &DraftKeeper::failed, this, &DefinitionPage::say);
    m_notice = new Notice(part("Notice"), this);
    connect(m_notice, &Notice::actionWanted, this, &DefinitionPage::reload); // its only one: to read again
    m_inUse = new Notice(part("InUse"), this);
    connect(m_inUse, &Notice::actionWanted, this, [this] { removeOne(m_removing, true); });
    m_recovered = new RecoveredBar(part("Recovered"), this);
    connect(m_recovered, &RecoveredBar::showWanted, this, &DefinitionPage::takeDraft);
    connect(m_recovered, &RecoveredBar::discardWanted, this, [this](const Draft &draft) {
        m_drafts->dropFound();
        Q_EMIT saidWithUndo(tr("What was not saved was thrown away"), [this, draft] { takeDraft(draft); });
    });
    m_stale = new StalePanel(part("Stale"), this);
    m_stale->setMaximumHeight(360);
    connect(m_stale, &StalePanel::keepMine, this, [this] {
        setRevision(m_theirs.revision);
        save();
    });
    connect(m_stale, &StalePanel::takeTheirs, this, [this] {
        // As an edit, so that one's own version is one undo away.
        setRevision(m_theirs.revision);
        if (m_theirs.name != m_current.name)
            setName(toQString(m_theirs.name));
        editBody(m_theirs.body);
        m_stack->setClean();
        m_drafts->settled();
        refreshState();
    });
    connect(m_stale, &StalePanel::saveCopy, this, [this] { saveAs(m_current, true); });
}

void DefinitionPage::makeActions() {
    m_name = new TitleEdit(this);
    m_name->setObjectName(part("Name"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("Name it"));
    setRole(m_name, "title");
    m_name->setMaxLength(10'000);
    connect(m_name, &QLineEdit::textChanged, m_name, [this] { m_name->updateGeometry(); }); // it is as wide as its words
    connect(m_name, &QLineEdit::textEdited, this, &DefinitionPage::setName);
    connect(m_name, &QLineEdit::returnPressed, this, &DefinitionPage::save);
    m_saved = makeChip({}, Tone::Good);
    m_saved->setObjectName(part("State"));
    m_saved->setParent(this);
    m_saved->setProperty("mayGo", true); // the list and the button that saves say it as well
    m_undo = makeTool(part("Undo"), tr("Undo"), "undo-2", this);
    m_redo = makeTool(part("Redo"), tr("Redo"), "redo-2", this);
    m_more = makeTool(part("More"), tr("More"), "ellipsis", this);
    m_more->setProperty("stays", true); // its menu opens under it
    m_save = makeButton(part("Save"), m_words.save, "primary", "check", this);
    for (QWidget *action : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_saved), static_cast<QWidget *>(m_undo),
                            static_cast<QWidget *>(m_redo), static_cast<QWidget *>(m_more), static_cast<QWidget *>(m_save)})
        action->hide();
    connect(m_save, &QPushButton::clicked, this, &DefinitionPage::save);
    connect(m_more, &QToolButton::clicked, this, &DefinitionPage::showMenu);
    bindCommand(this, QStringLiteral("edit.save"), [this] { save(); });
}

void DefinitionPage::setUndoStack(QUndoStack *stack) {
    m_stack = stack;
    connect(m_undo, &QToolButton::clicked, stack, &QUndoStack::undo);
    connect(m_redo, &QToolButton::clicked, stack, &QUndoStack::redo);
    connect(stack, &QUndoStack::indexChanged, this, &DefinitionPage::edited);
    connect(stack, &QUndoStack::cleanChanged, this, &DefinitionPage::refreshState);
    bindUndo(this, stack);
    refreshState();
}

void DefinitionPage::addMessages(QBoxLayout *layout, const QList<QWidget *> &more) {
    m_messages = new QWidget(this);
    auto *column = new QVBoxLayout(m_messages);
    column->setSpacing(space::kSmall);
    column->setContentsMargins(space::kPage, space::kSmall, space::kPage, 0);
    m_messageParts = QList<QWidget *>{m_recovered, m_notice, m_inUse, m_stale} + more;
    for (QWidget *message : std::as_const(m_messageParts)) {
        column->addWidget(message);
        message->installEventFilter(this);
    }
    layout->addWidget(m_messages);
    m_messages->hide();
}

// No message, no room for one.
bool DefinitionPage::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent)
        m_messages->setVisible(std::any_of(m_messageParts.cbegin(), m_messageParts.cend(), [](const QWidget *part) { return !part->isHidden(); }));
    return Page::eventFilter(watched, event);
}

// The name stands in the top bar as a field of its own, so that it can be changed there.
QString DefinitionPage::heading() const {
    return m_hasDocument ? QString() : title();
}

QString DefinitionPage::name() const {
    return toQString(m_current.name);
}

QList<QWidget *> DefinitionPage::stateChips() {
    return m_hasDocument ? QList<QWidget *>{m_name, m_saved} : QList<QWidget *>{};
}

QList<QWidget *> DefinitionPage::actions() {
    QList<QWidget *> actions{m_undo, m_redo, m_more};
    actions.append(extraActions());
    actions.append(m_save);
    if (QWidget *other = primaryWhenSaved())
        actions.append(other);
    return actions;
}

QList<PaletteEntry> DefinitionPage::paletteEntries() const {
    QList<PaletteEntry> entries{{m_words.newOne, tr("command"), key(), QStringLiteral("new")}};
    for (const SavedDefinition &one : m_all)
        entries.append({toQString(one.name).left(200), m_words.one, key(), QString::number(one.id)});
    return entries;
}

void DefinitionPage::keepShelves() {
    m_shelves->start(toQString(m_session->workspace().uuid()));
}

QString DefinitionPage::wordsOf(const service::DefinitionUse &use) const {
    return toQString(use.name).left(80);
}

void DefinitionPage::say(const Error &error) {
    m_notice->say(Tone::Bad, sentence(error), {});
}

void DefinitionPage::reload() {
    m_isLoading = true;
    m_everything.request(
        [session = m_session, kind = m_kind](CancelToken) -> Result<Everything> {
            Everything all;
            TRY_ASSIGN(all.all, DefinitionStore(*session, kind).list());
            TRY_ASSIGN(all.uses, DefinitionStore(*session, kind).uses());
            TRY_ASSIGN(all.drafts, draftsOf(*session, kind));
            TRY_ASSIGN(all.shelves, service::DefinitionShelves(*session, kind).all());
            return all;
        },
        [this](Result<Everything> all) {
            m_isLoading = false;
            if (!all)
                return listFailed(all.error());
            if (std::exchange(m_saysUnread, false))
                m_notice->clear();
            m_all = std::move(all->all);
            m_uses = std::move(all->uses);
            m_shelves->take(std::move(all->shelves));
            takeDrafts(all->drafts);
            fillList();
            listLoaded();
            if (const QString wanted = std::exchange(m_wanted, {}); !wanted.isEmpty())
                open(wanted);
            else if (!m_hasDocument && !(m_all.empty() && m_new.empty()))
                open({});
            else if (m_hasDocument && m_current.id > 0 && !isChanged())
                for (const SavedDefinition &one : m_all) // changed elsewhere, and nothing of ours to lose
                    if (one.id == m_current.id && one.revision > m_current.revision)
                        show(one);
            refreshState();
            Q_EMIT headerChanged();
        });
}

void DefinitionPage::listFailed(const Error &error) {
    m_saysUnread = true;
    m_notice->say(Tone::Bad, sentence(error), {}, tr("Read again"));
}

void DefinitionPage::fillList() {
    QVector<DefinitionEntry> entries;
    entries.reserve(int(m_new.size() + m_all.size()));
    for (const SavedDefinition &one : m_new) {
        const std::string &named = m_hasDocument && one.id == m_current.id ? m_current.name : one.name;
        entries.append({one.id, named.empty() ? m_words.newOne : toQString(named), one.savedAt.micros, tr("Draft")});
    }
    for (const SavedDefinition &one : m_all) {
        entries.append({one.id, toQString(one.name), one.savedAt.micros, noteOf(one)});
        m_shelves->fill(entries.last());
    }
    m_list->setEntries(entries);
    m_list->choose(m_current.id);
}

void DefinitionPage::open(const QString &target) {
    if (m_isLoading && target != QLatin1String("new")) {
        if (!target.isEmpty())
            m_wanted = target;
        return;
    }
    if (target == QLatin1String("new"))
        return settle([this] { startNew({}, {}); });
    if (target.isEmpty()) {
        // Where one was before, else the first.
        if (m_hasDocument || (m_all.empty() && m_new.empty()))
            return;
        const QVector<qint64> before = recent();
        for (const qint64 id : before)
            for (const SavedDefinition &one : m_all)
                if (one.id == id)
                    return show(one);
        return show(m_all.empty() ? m_new.front() : m_all.front());
    }
    for (const auto *some : {&m_new, &m_all})
        for (const SavedDefinition &one : *some)
            if (QString::number(one.id) == target && (!m_hasDocument || one.id != m_current.id))
                return settle([this, one] { show(one); });
}

void DefinitionPage::show(SavedDefinition definition) {
    leaveNew();
    {
        const QScopedValueRollback showing(m_isShowing, true);
        m_hasDocument = true;
        ++m_document;
        m_isTouched = false;
        m_current = std::move(definition);
        m_name->setText(name());
        m_name->setCursorPosition(0);
        m_notice->clear();
        m_inUse->clear();
        m_recovered->hide();
        m_stale->hide();
        if (auto shown = showBody(m_current.body); !shown)
            say(shown.error());
        m_stack->clear();
    }
    m_list->choose(m_current.id);
    if (m_current.id > 0)
        use(m_current.id);
    m_drafts->open(m_current.id, m_current.revision);
    documentChanged();
    refreshState();
    Q_EMIT headerChanged();
}

void DefinitionPage::startNew(const QString &name, const Json &body, bool isEdited) {
    SavedDefinition fresh;
    fresh.id = m_drafts->newId();
    fresh.name = toUtf8(name);
    fresh.body = body;
    m_new.insert(m_new.begin(), fresh);
    show(fresh);
    fillList();
    if (isEdited)
        edited();
    m_name->setFocus();
}

void DefinitionPage::closeDocument() {
    leaveNew();
    m_drafts->flush();
    m_hasDocument = false;
    ++m_document;
    m_current = {};
    m_list->choose(0);
    documentChanged();
    refreshState();
    Q_EMIT headerChanged();
}

bool DefinitionPage::isChanged() const {
    return m_hasDocument && m_stack && (!m_stack->isClean() || m_current.id <= 0);
}

void DefinitionPage::edited() {
    if (m_isShowing)
        return;
    if (m_stack->isClean() && m_current.id > 0) {
        m_drafts->settled();
    } else {
        m_isTouched = true;
        m_gone.erase(m_current.id);
        m_drafts->edited(m_current.name, body());
    }
    refreshState();
}

// What the next save is on top of; what is written until then as well.
void DefinitionPage::setRevision(std::int64_t revision) {
    m_current.revision = revision;
    m_drafts->setRevision(revision);
}

void DefinitionPage::setName(const QString &name) {
    m_stack->push(new EditCommand<std::string>(
        tr("Change the name"), m_current.name, toUtf8(name),
        [this](const std::string &value) {
            m_current.name = value;
            if (m_current.id < 0)
                m_fill.start(kListFollowsMs);
            if (toUtf8(m_name->text()) != value)
                m_name->setText(toQString(value));
        },
        kMergeName));
}

const std::vector<service::DefinitionUse> &DefinitionPage::usesOf(qint64 id) const {
    static const std::vector<service::DefinitionUse> none;
    const auto found = m_uses.find(id);
    return found == m_uses.end() ? none : found->second;
}

void DefinitionPage::refreshState() {
    if (!m_stack)
        return;
    m_undo->setEnabled(m_stack->canUndo());
    m_redo->setEnabled(m_stack->canRedo());
    m_undo->setToolTip(m_stack->canUndo() ? tr("Undo: %1").arg(m_stack->undoText()) : tr("Undo"));
    m_redo->setToolTip(m_stack->canRedo() ? tr("Redo: %1").arg(m_stack->redoText()) : tr("Redo"));
    const bool changed = isChanged();
    setChip(m_saved, changed ? tr("Not saved yet") : tr("Saved"), changed ? Tone::Warning : Tone::Good);
    m_list->model()->setUnsaved(m_current.id, changed);
    m_save->setEnabled(changed);
    // Only what can be done is there: saving while there is something to save, else the next step.
    const auto isAbsent = [](QWidget *widget) { return widget->property("absent").toBool(); };
    bool moved = false;
    const auto set = [&](QWidget *widget, bool absent) {
        moved = moved || isAbsent(widget) != absent;
        widget->setProperty("absent", absent);
    };
    for (QWidget *action : actions())
        set(action, !m_hasDocument);
    if (m_hasDocument) {
        QWidget *other = primaryWhenSaved();
        set(m_save, other && !changed);
        if (other)
            set(other, changed);
    }
    if (moved)
        Q_EMIT headerChanged();
}

} // namespace audience::ui
