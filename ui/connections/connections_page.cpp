#include "ui/connections/connections_page.h"

#include "qbase/convert.h"
#include "service/connection_keys.h"
#include "service/session.h"
#include "ui/connections/connection_draft.h"
#include "ui/connections/connection_form.h"
#include "ui/connections/connection_guide.h"
#include "ui/connections/connection_words.h"
#include "ui/connections/corner_panel.h"
#include "ui/connections/mail_server_guide.h"
#include "ui/connections/source_panel.h"
#include "ui/kit/actions.h"
#include "ui/kit/background.h"
#include "ui/kit/draft_keeper.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/notice.h"
#include "ui/kit/side_list.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/turns.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace audience::ui {

using service::ConnectionService;
using service::ConnectionView;

namespace {
constexpr int kWidest = 760, kStaleHeight = 304;
const QString kCorner = QStringLiteral("/corner");
} // namespace

ConnectionsPage::ConnectionsPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_jobs(jobs), m_drafts(new DraftKeeper(m_session, "connection", this)) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_list = new SideList(tr("Connections"), QStringLiteral("connectionList"), this);
    m_list->hide();
    connect(m_list, &SideList::itemChosen, this, &ConnectionsPage::open);
    layout->addWidget(m_list);
    QBoxLayout *column = makeForm();
    inTurn([this, column] {
        makeGuide(column);
    });
    inTurn([this, column] {
        makeSources(column);
        column->addStretch(1);
    });
    inTurn([this] { begin(); });
}

void ConnectionsPage::begin() {
    m_state = new StateView(QStringLiteral("connectionsState"), makeScroll(QStringLiteral("connectionScroll"), m_inside), this);
    m_state->showLoading(tr("Reading the connections…"));
    connect(m_state, &StateView::actionWanted, this, [this] {
        if (m_state->state() == StateView::State::Empty)
            askWhatToAdd(m_state->findChild<QPushButton *>(QStringLiteral("connectionsStateAction")));
        else
            reload();
    });
    layout()->addWidget(m_state);
    static_cast<QHBoxLayout *>(layout())->setStretchFactor(m_state, 1);
    makeActions();
    connect(m_drafts, &DraftKeeper::found, this, &ConnectionsPage::draftFound);
    connect(m_drafts, &DraftKeeper::failed, this, &ConnectionsPage::say);
    reload();
}

QBoxLayout *ConnectionsPage::makeForm() {
    m_inside = new QWidget(this);
    m_inside->hide(); // nothing is open yet
    auto *column = new QVBoxLayout;
    column->setSpacing(space::kMedium);
    auto *row = new QHBoxLayout(m_inside);
    row->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    m_recovered = new RecoveredBar(QStringLiteral("connectionRecovered"), m_inside);
    m_notice = new Notice(QStringLiteral("connectionNotice"), m_inside);
    m_result = new Notice(QStringLiteral("connectionResult"), m_inside);
    m_form = new ConnectionForm(m_inside);
    m_stale = new StalePanel(QStringLiteral("connectionStale"), m_inside);
    m_stale->setMinimumHeight(kStaleHeight);
    for (QWidget *part : {static_cast<QWidget *>(m_recovered), static_cast<QWidget *>(m_notice), static_cast<QWidget *>(m_stale), static_cast<QWidget *>(m_result), makeCode(), static_cast<QWidget *>(m_form)}) {
        part->setMaximumWidth(Theme::instance().pixels(kWidest));
        column->addWidget(part);
    }
    row->addLayout(column, 1000);
    row->addStretch(1);
    connect(m_form, &ConnectionForm::submitted, this, &ConnectionsPage::save);
    connect(m_form, &ConnectionForm::edited, this, &ConnectionsPage::wrote);
    connect(m_recovered, &RecoveredBar::showWanted, this, &ConnectionsPage::takeDraft);
    connect(m_recovered, &RecoveredBar::discardWanted, this, [this](const service::Draft &draft) {
        m_drafts->dropFound();
        if (!isChanged())
            m_written.erase(draft.id);
        fillList();
        Q_EMIT saidWithUndo(tr("What was not saved was thrown away"), [this, draft] { takeDraft(draft); });
    });
    connect(m_stale, &StalePanel::keepMine, this, &ConnectionsPage::keepMine);
    connect(m_stale, &StalePanel::takeTheirs, this, &ConnectionsPage::takeTheirs);
    connect(m_stale, &StalePanel::saveCopy, this, [this] { keep(m_mine, m_open, Saving::Copy); });
    return column;
}

// Where the role of a profile wants the code of a device that a person has in their hand.
QWidget *ConnectionsPage::makeCode() {
    m_codeRow = new QWidget(m_inside);
    auto *row = new FlowLayout(m_codeRow, space::kSmall);
    auto *words = makeLabel(tr("Six digits of the device"), "secondary", m_codeRow);
    words->setMinimumHeight(Theme::instance().controlHeight());
    m_code = new QLineEdit(m_codeRow);
    m_code->setObjectName(QStringLiteral("connectionCode"));
    m_code->setAccessibleName(words->text());
    m_code->setPlaceholderText(QStringLiteral("123456"));
    m_code->setMaxLength(6);
    m_code->setFixedWidth(Theme::instance().pixels(120));
    auto *test = makeButton(QStringLiteral("connectionCodeTest"), tr("Test with this code"), "", nullptr, m_codeRow);
    for (QWidget *part : {static_cast<QWidget *>(words), static_cast<QWidget *>(m_code), static_cast<QWidget *>(test)})
        row->addWidget(part);
    const auto isWhole = [this] {
        const QString code = m_code->text();
        return code.size() == 6 && std::all_of(code.begin(), code.end(), [](QChar digit) { return digit >= QLatin1Char('0') && digit <= QLatin1Char('9'); });
    };
    test->setEnabled(false);
    connect(m_code, &QLineEdit::textChanged, test, [test, isWhole] { test->setEnabled(isWhole()); });
    connect(m_code, &QLineEdit::returnPressed, test, &QPushButton::click);
    connect(test, &QPushButton::clicked, this, &ConnectionsPage::useCode);
    m_codeRow->hide();
    return m_codeRow;
}

// Each is good for one try.
void ConnectionsPage::useCode() {
    service::giveMfaCode(toUtf8(m_code->text()));
    m_code->clear();
    test(m_current);
}

void ConnectionsPage::makeGuide(QBoxLayout *column) {
    m_guide = new ConnectionGuide(m_session, m_jobs, m_inside);
    m_mail = new MailServerGuide(m_session, m_inside);
    m_corner = new CornerPanel(m_session, m_jobs, m_inside);
    for (QWidget *part : {static_cast<QWidget *>(m_guide), static_cast<QWidget *>(m_mail), static_cast<QWidget *>(m_corner)}) {
        part->setMaximumWidth(Theme::instance().pixels(kWidest));
        part->hide();
        column->addWidget(part);
    }
    const auto change = [this] {
        m_isChanging = true;
        refresh();
    };
    connect(m_guide, &ConnectionGuide::changeWanted, this, change);
    connect(m_mail, &MailServerGuide::changeWanted, this, change);
    connect(m_guide, &ConnectionGuide::changed, this, [this] {
        if (m_open > 0 && m_guide->facts() && m_guide->facts()->sender) // Amazon answered
            m_known[m_current.name] = {State::Works, {}};
        refresh();
    });
    connect(m_guide, &ConnectionGuide::said, this, &Page::said);
    connect(m_guide, &ConnectionGuide::saidWithUndo, this, &Page::saidWithUndo);
    connect(m_guide, &ConnectionGuide::touchedWorkspace, this, [this] {
        Q_EMIT touchedWorkspace();
        reload();
    });
    connect(m_corner, &CornerPanel::said, this, &Page::said);
    connect(m_corner, &CornerPanel::saidWithUndo, this, &Page::saidWithUndo);
    connect(m_corner, &CornerPanel::changed, this, &ConnectionsPage::refresh);
    connect(m_corner, &CornerPanel::touchedWorkspace, this, &Page::touchedWorkspace);
}

bool ConnectionsPage::isSettled() const {
    return m_busy == 0 && m_guide->isSettled() && m_mail->isSettled() && m_corner->isSettled() && m_source->isSettled();
}

// It has no form: what is written of another one stays as with any other choice.
void ConnectionsPage::openCorner() {
    leave();
    close();
    m_source->leave();
    m_isCornerOpen = true;
    m_notice->clear();
    m_inside->show();
    m_state->showContent();
    m_corner->opened();
    refresh();
}

// A saved connection is shown in words; its form opens to be changed, or while something is written or lacking.
void ConnectionsPage::refreshGuide() {
    const bool isKept = m_open > 0, hasGuide = isKept && m_current.canSend();
    const bool lacksKeys = isKept && m_known[m_current.name].state == State::NeedsKeys;
    const bool isWritten = isChanged();
    const bool showsForm = m_open != 0 && (!hasGuide || m_isChanging || isWritten || lacksKeys);
    m_form->setVisible(showsForm);
    m_corner->setVisible(m_isCornerOpen);
    showGuide(!showsForm);
}

void ConnectionsPage::showGuide(bool showsKeys) {
    const bool isSes = m_open > 0 && m_current.ses, isMail = m_open > 0 && m_current.smtp;
    const bool mayAct = (isSes || isMail) && !isChanged() && m_known[m_current.name].state != State::NeedsKeys && !m_session->workspace().isReadOnly();
    m_guide->show(isSes ? m_current : ConnectionView{}, mayAct, showsKeys);
    const State state = isMail ? m_known[m_current.name].state : State::NotTested;
    m_mail->show(isMail ? m_current : ConnectionView{}, mayAct, showsKeys,
                 state == State::Works ? std::optional(true) : state == State::Failed ? std::optional(false) : std::nullopt);
}

void ConnectionsPage::makeActions() {
    m_chip = makeChip({}, Tone::Neutral, this);
    m_chip->setObjectName(QStringLiteral("connectionState"));
    m_usualChip = makeChip({}, Tone::Accent, this);
    m_usualChip->setObjectName(QStringLiteral("connectionUsual"));
    m_new = makeButton(QStringLiteral("connectionNew"), tr("Add"), "", "plus", this);
    m_new->setAccessibleName(tr("Add a connection"));
    m_use = makeButton(QStringLiteral("connectionUse"), tr("Use for new campaigns"), "", nullptr, this);
    m_remove = makeTool(QStringLiteral("connectionRemove"), tr("Remove this connection"), "trash-2", this);
    m_forget = makeButton(QStringLiteral("connectionForget"), tr("Forget the keys"), "quiet", nullptr, this);
    m_done = makeButton(QStringLiteral("connectionDone"), tr("Leave as it is"), "", nullptr, this);
    m_test = makeButton(QStringLiteral("connectionTest"), tr("Test"), "", nullptr, this);
    m_save = makeButton(QStringLiteral("connectionSave"), tr("Save and test"), "primary", nullptr, this);
    for (QWidget *action : actions()) {
        action->hide();
        action->setProperty("absent", true); // until it is known what there is
    }
    connect(m_new, &QPushButton::clicked, this, [this] { askWhatToAdd(m_new); });
    connect(m_use, &QPushButton::clicked, this, [this] { use(m_current.name, true); });
    connect(m_remove, &QToolButton::clicked, this, &ConnectionsPage::remove);
    connect(m_forget, &QPushButton::clicked, this, &ConnectionsPage::forgetKeys);
    connect(m_done, &QPushButton::clicked, this, [this] {
        m_isChanging = false;
        refresh();
    });
    connect(m_test, &QPushButton::clicked, this, [this] { test(m_current); });
    connect(m_save, &QPushButton::clicked, this, &ConnectionsPage::save);
    bindCommand(this, QStringLiteral("edit.save"), [this] {
        if (isSourceOpen())
            m_source->save();
        else
            save();
    });
}

QString ConnectionsPage::heading() const {
    return isSourceOpen() ? m_source->heading() : m_isCornerOpen ? tr("Public corner") : m_open == 0 ? title() : !m_current.name.empty() ? toQString(m_current.name) : m_current.sqs ? tr("New queue of events") : tr("New connection");
}

QList<QWidget *> ConnectionsPage::stateChips() {
    return {m_chip, m_usualChip, m_source->chip()};
}

QList<QWidget *> ConnectionsPage::actions() {
    return QList<QWidget *>{m_remove, m_forget, m_use, m_new, m_done, m_test, m_save} + m_source->actions();
}

void ConnectionsPage::open(const QString &target) {
    if (target == QLatin1String("new"))
        return startNew("ses");
    if (target == QLatin1String("new-mail"))
        return startNew("smtp");
    if (target == QLatin1String("new-queue"))
        return startNew("sqs");
    if (!m_isLoaded || !m_source->isLoaded()) {
        m_wanted = target;
        return;
    }
    if (target == kCorner)
        return openCorner();
    if (target.startsWith(QLatin1String("/new-source")) || target.startsWith(QLatin1String("/source/")))
        return openSources(target);
    for (const auto &[document, written] : m_unsaved)
        if (QString::number(document) == target && document != m_open)
            return show(freshConnection(written.kind), document);
    for (const ConnectionView &one : m_all)
        if (toQString(one.name) == target && one.id.value != m_open)
            return show(one, one.id.value);
}

void ConnectionsPage::reload() {
    struct Loaded {
        std::vector<ConnectionView> all;
        std::vector<std::string> withoutKeys;
        std::vector<service::Draft> drafts;
        std::string usual;
    };
    ++m_busy;
    m_source->reload();
    if (!m_isLoaded && m_open == 0)
        m_state->showLoading(tr("Reading the connections…"));
    inBackground(this, [session = m_session, wantsDrafts = !m_isLoaded]() -> Result<Loaded> {
        const ConnectionService service(*session);
        Loaded loaded;
        TRY_ASSIGN(loaded.all, service.list());
        TRY_ASSIGN(loaded.usual, service.usual());
        for (const ConnectionView &one : loaded.all)
            if (!service.checkKeys(one.name))
                loaded.withoutKeys.push_back(one.name);
        if (wantsDrafts) { // from then on the page knows better than the disk
            TRY_ASSIGN(service::DraftList drafts, service::DraftService(*session).list());
            loaded.drafts = std::move(drafts.drafts);
        }
        return loaded;
    }, [this](Result<Loaded> loaded) {
        --m_busy;
        if (!loaded && m_open == 0)
            return m_state->showError(tr("The connections could not be read"), sentence(loaded.error()), tr("Read again"));
        if (!loaded)
            return say(loaded.error());
        if (!std::exchange(m_isLoaded, true))
            takeDrafts(loaded->drafts);
        m_all = loaded->all;
        m_usual = loaded->usual;
        for (const ConnectionView &one : m_all) {
            const bool hasKeys = std::find(loaded->withoutKeys.begin(), loaded->withoutKeys.end(), one.name) == loaded->withoutKeys.end();
            Known &known = m_known[one.name];
            if (!hasKeys)
                known = {State::NeedsKeys, {}};
            else if (known.state == State::NeedsKeys)
                known = {};
        }
        if (m_open > 0 && !isChanged()) // nothing of one's own is in the way of what others saved
            for (const ConnectionView &one : m_all)
                if (one.id == m_current.id && one.revision > m_current.revision)
                    show(one, one.id.value);
        openFirst();
        if (m_corner->stateWord().isEmpty())
            m_corner->opened();
        refresh();
    });
}

void ConnectionsPage::startNew(const std::string &kind) {
    const std::int64_t document = m_drafts->newId();
    show(freshConnection(kind), document);
}

void ConnectionsPage::use(const std::string &name, bool mayUndo) {
    ++m_busy;
    inBackground(this, [session = m_session, name] { return ConnectionService(*session).setUsual(name); }, [this, name, mayUndo, before = m_usual](Result<void> chosen) {
        --m_busy;
        if (!chosen)
            return say(chosen.error());
        m_usual = name;
        refresh();
        Q_EMIT touchedWorkspace();
        if (mayUndo)
            Q_EMIT saidWithUndo(tr("New campaigns and tests go through %1").arg(toQString(name)), [this, before] { use(before, false); });
    });
}

void ConnectionsPage::show(const ConnectionView &connection, std::int64_t document) {
    leave();
    m_source->leave();
    m_isChanging = m_isChanging && document == m_open;
    m_isCornerOpen = false;
    m_open = document;
    m_current = connection;
    m_notice->clear();
    m_recovered->hide();
    m_stale->hide();
    m_form->edit(connection);
    m_shown = m_form->written();
    if (document < 0)
        m_form->write(m_unsaved.try_emplace(document, m_shown).first->second);
    if (const auto keys = m_keys.find(document); keys != m_keys.end())
        m_form->writeKeys(keys->second);
    m_drafts->open(document, connection.revision);
    m_inside->show();
    m_state->showContent();
    refresh();
}

// What is written of the one before stays; a new one that nobody wrote in leaves nothing behind.
void ConnectionsPage::leave() {
    if (m_open == 0)
        return;
    m_keys.erase(m_open);
    if (m_form->hasKeys())
        m_keys.emplace(m_open, m_form->writtenKeys());
    if (m_open < 0 && !isChanged())
        m_unsaved.erase(m_open);
    else if (m_open < 0)
        m_unsaved[m_open] = m_form->written();
}

void ConnectionsPage::close() {
    m_open = 0;
    m_current = {};
    m_inside->hide();
    m_recovered->hide();
    m_stale->hide();
}

void ConnectionsPage::fillList() {
    const auto figureOf = [this](const std::string &name, std::int64_t document, bool isMail) {
        if (document < 0 || m_written.count(document) != 0)
            return tr("not saved");
        switch (m_known[name].state) {
        case State::Works: return tr("works");
        case State::NeedsKeys: return isMail ? tr("no password") : tr("needs keys");
        case State::Failed: return tr("fails");
        case State::NotTested: break;
        }
        return tr("not tested");
    };
    QList<SideItem> items;
    const auto add = [&](const ConnectionView &one, std::int64_t document, const QString &target) {
        items.append({target, one.name.empty() ? one.sqs ? tr("New queue of events") : tr("New connection") : toQString(one.name), figureOf(one.name, document, one.smtp.has_value()),
                      one.sqs ? QStringLiteral("inbox") : one.smtp ? QStringLiteral("mail") : QStringLiteral("cloud")});
    };
    for (const auto &[document, written] : m_unsaved)
        add(written, document, QString::number(document));
    for (const ConnectionView &one : m_all)
        add(one, one.id.value, toQString(one.name));
    const bool hasSes = std::any_of(m_all.begin(), m_all.end(), [](const ConnectionView &one) { return one.ses.has_value(); });
    if (hasSes || m_isCornerOpen)
        items.append({kCorner, tr("Public corner"), m_corner->stateWord(), QStringLiteral("globe")});
    if (const QList<SideItem> sources = m_source->items(); !sources.isEmpty())
        items += QList<SideItem>{{{}, tr("Where your data is"), {}, {}}} + sources;
    m_list->setItems(items);
    m_list->choose(isSourceOpen() ? m_source->target() : m_isCornerOpen ? kCorner : m_open < 0 ? QString::number(m_open) : toQString(m_current.name));
    m_list->setVisible(!m_all.empty() || !m_source->items().isEmpty() || m_unsaved.size() > m_unsaved.count(m_open)); // not for the one that is in the form
}

void ConnectionsPage::refresh() {
    fillList();
    const bool isKept = m_open > 0;
    refreshGuide();
    if (m_open == 0 && !m_isCornerOpen && !isSourceOpen() && m_isLoaded && m_all.empty() && m_source->isEmpty())
        m_state->showEmpty(QStringLiteral("plug"), tr("Nothing leaves this computer yet"),
                           tr("Without a connection you practise: campaigns run to the end and no email goes out. Connect Amazon SES, or a mail server of your own, when you want to reach real people; and the database where your data is, so that it stays fresh here."),
                           tr("Add a connection"));
    const Known known = isKept ? m_known[m_current.name] : Known{};
    setChip(m_chip, !isKept                              ? QString()
                    : known.state == State::Works        ? tr("Works")
                    : known.state == State::NeedsKeys    ? m_current.smtp ? tr("No password") : tr("Needs keys")
                    : known.state == State::Failed       ? tr("Does not work")
                                                         : tr("Not tested"),
            known.state == State::Works ? Tone::Good : known.state == State::Failed ? Tone::Bad : known.state == State::NeedsKeys ? Tone::Warning : Tone::Neutral);
    const bool isInGuide = known.state == State::Works && m_current.ses && m_guide->facts() && m_guide->facts()->sender; // says all of it and more
    if (isInGuide)
        m_result->clear();
    else if (isKept && !known.words.isEmpty())
        m_result->say(known.state == State::Works ? Tone::Good : Tone::Bad, known.words.first(), known.words.mid(1).join(QLatin1Char('\n')));
    else if (isKept && known.state == State::NeedsKeys && m_current.smtp)
        m_result->say(Tone::Warning, tr("The password of this mail server is not there."),
                      m_current.smtp->credentials == "env" ? tr("Start the program with the variable AUDIENCE_SMTP_PASSWORD, or keep the password in the keychain.")
                                                           : tr("Type it below; it is kept in this computer's keychain."));
    else if (isKept && known.state == State::NeedsKeys)
        m_result->say(Tone::Warning, tr("The keys of this connection are not there."), tr("Enter them below, or say where they are."));
    else
        m_result->clear();
    m_codeRow->setVisible(known.wantsCode);
    const bool isReadOnly = m_session->workspace().isReadOnly();
    const std::string credentials = m_current.ses    ? m_current.ses->credentials
                                    : m_current.sqs  ? m_current.sqs->credentials
                                    : m_current.smtp ? m_current.smtp->credentials
                                                     : std::string();
    const auto put = [](QWidget *action, bool wanted) { action->setProperty("absent", !wanted); };
    put(m_new, isKept || m_isCornerOpen || isSourceOpen());
    const auto senders = std::count_if(m_all.begin(), m_all.end(), [](const ConnectionView &one) { return one.canSend(); });
    const bool isUsual = isKept && m_current.name == m_usual;
    setChip(m_usualChip, isUsual && senders > 1 ? tr("For new campaigns") : QString(), Tone::Accent);
    put(m_use, isKept && m_current.canSend() && !isUsual && senders > 1);
    put(m_remove, isKept || m_written.count(m_open) != 0);
    const bool isOpenServer = m_current.smtp && m_current.smtp->user.empty();
    m_forget->setText(m_current.smtp ? tr("Forget the password") : tr("Forget the keys"));
    put(m_forget, isKept && !isOpenServer && keysFrom(credentials).source == QLatin1String("keychain") && known.state != State::NeedsKeys);
    const bool hasForm = m_form->isVisibleTo(m_inside);
    put(m_done, m_isChanging && hasForm && !isChanged());
    put(m_test, isKept);
    put(m_save, m_open != 0 && hasForm);
    for (QWidget *action : {static_cast<QWidget *>(m_remove), static_cast<QWidget *>(m_forget), static_cast<QWidget *>(m_use), static_cast<QWidget *>(m_new), static_cast<QWidget *>(m_done), static_cast<QWidget *>(m_test), static_cast<QWidget *>(m_save)})
        action->setEnabled(!isReadOnly);
    if (isSourceOpen()) {
        m_inside->show();
        m_state->showContent();
    }
    m_source->setVisible(isSourceOpen());
    m_source->showActions(isSourceOpen());
    Q_EMIT headerChanged();
}

void ConnectionsPage::say(const Error &error) {
    if (m_open == 0)
        return Q_EMIT said(sentence(error));
    m_notice->say(Tone::Bad, sentence(error), {});
}

} // namespace audience::ui
