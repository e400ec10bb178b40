#include "ui/connections/source_panel.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "service/sync_service.h"
#include "ui/connections/driver_card.h"
#include "ui/connections/finding_row.h"
#include "ui/kit/background.h"
#include "ui/kit/card.h"
#include "ui/kit/draft_keeper.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/theme.h"
#include "ui/sources/source_browser.h"
#include "ui/sources/source_form.h"
#include "ui/sources/recipe_words.h"
#include "ui/sources/source_kind_grid.h"
#include "ui/sources/source_words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace audience::ui {

using model::SourceConnection;
using service::SourceService;
using service::SourceView;
using service::SyncService;

namespace {
constexpr int kFormWidth = 760, kStaleHeight = 280;
const QString kNew = QStringLiteral("/new-source"), kPrefix = QStringLiteral("/source/");

// A column asks for the height at its own width, not at the most that the widget takes.
void addInRow(QBoxLayout *column, QWidget *widget) {
    auto *row = new QHBoxLayout;
    row->addWidget(widget, 1);
    row->addStretch(0);
    column->addLayout(row);
}
} // namespace

SourceLinkPanel::SourceLinkPanel(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_jobs(jobs), m_drafts(new DraftKeeper(m_session, "source", this)) {
    setObjectName(QStringLiteral("sourcePanel"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("sourceNotice"), this);
    column->addWidget(m_notice);
    m_stale = new StalePanel(QStringLiteral("sourceStale"), this);
    m_stale->offerNoCopy(); // its name is what syncs know it by
    m_stale->setMinimumHeight(Theme::instance().pixels(kStaleHeight));
    m_stale->setMaximumWidth(Theme::instance().pixels(kFormWidth));
    column->addWidget(m_stale);
    connect(m_stale, &StalePanel::keepMine, this, &SourceLinkPanel::keepMine);
    connect(m_stale, &StalePanel::takeTheirs, this, &SourceLinkPanel::takeTheirs);
    m_kinds = new SourceKindGrid(this);
    column->addWidget(m_kinds);
    connect(m_kinds, &SourceKindGrid::chosen, this, &SourceLinkPanel::openNew);
    makeForm(column);
    makeSource(column);
    makeActions();
    connect(m_drafts, &DraftKeeper::found, this, &SourceLinkPanel::draftFound);
    connect(m_drafts, &DraftKeeper::failed, this, &SourceLinkPanel::say);
    refresh();
}

void SourceLinkPanel::makeForm(QBoxLayout *column) {
    m_form = new SourceForm(this);
    m_form->setMaximumWidth(Theme::instance().pixels(kFormWidth));
    addInRow(column, m_form);
    connect(m_form, &SourceForm::submitted, this, &SourceLinkPanel::save);
    connect(m_form, &SourceForm::edited, this, [this] {
        keepDraft();
        refreshReader();
        showActions(true);
        Q_EMIT changed();
    });
}

void SourceLinkPanel::makeSource(QBoxLayout *column) {
    m_steps = new Card({}, this);
    m_steps->setObjectName(QStringLiteral("sourceSteps"));
    m_change = makeButton(QStringLiteral("sourceChange"), tr("Change"), "", "pencil", this);
    m_change->setAccessibleName(tr("Change this connection"));
    m_steps->addAction(m_change);
    connect(m_change, &QPushButton::clicked, this, [this] {
        m_isChanging = true;
        refresh();
        m_form->begin();
    });
    m_place = new ElidedLabel({}, "secondary", this);
    m_place->setObjectName(QStringLiteral("sourcePlace"));
    m_steps->body()->addWidget(m_place);
    m_stepRows = new QWidget(this);
    m_stepRows->setObjectName(QStringLiteral("sourceStepRows"));
    auto *rows = new QGridLayout(m_stepRows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setVerticalSpacing(0);
    rows->setHorizontalSpacing(space::kPage);
    rows->setColumnStretch(0, 1);
    m_steps->body()->addWidget(m_stepRows);
    addInRow(column, m_steps);
    m_reader = new Card(tr("A user who may only read"), this);
    m_reader->setObjectName(QStringLiteral("sourceReader"));
    auto *copy = makeButton(QStringLiteral("sourceReaderCopy"), tr("Copy"), "", "copy", this);
    copy->setAccessibleName(tr("Copy these statements"));
    m_reader->addAction(copy);
    auto *about = makeLabel(tr("Give these lines to whoever looks after the database. A password takes the place of the dots."), "secondary", this);
    about->setWordWrap(true);
    m_reader->body()->addWidget(about);
    m_readerWords = makeLabel({}, "mono", this);
    m_readerWords->setObjectName(QStringLiteral("sourceReaderWords"));
    m_readerWords->setWordWrap(true);
    m_readerWords->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reader->body()->addWidget(m_readerWords);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_readerWords->text());
        Q_EMIT said(tr("The statements are in the clipboard"));
    });
    m_browser = new SourceBrowser(m_session, this);
    m_drivers = new DriverCard(this);
    m_drivers->setMaximumWidth(Theme::instance().pixels(kFormWidth));
    m_drivers->hide();
    column->addWidget(m_browser);
    addInRow(column, m_drivers);
    addInRow(column, m_reader);
    connect(m_browser, &SourceBrowser::bringOver, this, [this](const QString &schema, const QString &table) { Q_EMIT bringOver(toQString(m_current.name), schema, table); });
}

void SourceLinkPanel::makeActions() {
    m_chip = makeChip({}, Tone::Neutral, this);
    m_chip->setObjectName(QStringLiteral("sourceState"));
    m_remove = makeTool(QStringLiteral("sourceRemove"), tr("Remove this connection"), "trash-2", this);
    m_forget = makeButton(QStringLiteral("sourceForget"), tr("Forget the password"), "", nullptr, this);
    m_done = makeButton(QStringLiteral("sourceDone"), tr("Done"), "", nullptr, this);
    m_test = makeButton(QStringLiteral("sourceTest"), tr("Test"), "", nullptr, this);
    m_save = makeButton(QStringLiteral("sourceSave"), tr("Save and test"), "primary", nullptr, this);
    for (QWidget *action : actions()) {
        action->hide();
        action->setProperty("absent", true);
    }
    connect(m_remove, &QToolButton::clicked, this, &SourceLinkPanel::remove);
    connect(m_forget, &QPushButton::clicked, this, &SourceLinkPanel::forgetPassword);
    connect(m_done, &QPushButton::clicked, this, [this] {
        m_isChanging = false;
        refresh();
    });
    connect(m_test, &QPushButton::clicked, this, [this] { test(m_current.name); });
    connect(m_save, &QPushButton::clicked, this, &SourceLinkPanel::save);
}

QList<QWidget *> SourceLinkPanel::actions() { return {m_remove, m_forget, m_done, m_test, m_save}; }

bool SourceLinkPanel::isSettled() const { return m_busy == 0 && (m_view != View::Source || m_browser->isSettled()); }

const SourceView *SourceLinkPanel::find(const std::string &name) const {
    const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const SourceView &one) { return one.connection.name == name; });
    return found == m_all.end() ? nullptr : &*found;
}

QString SourceLinkPanel::firstSource() const { return m_all.empty() ? QString() : toQString(m_all.front().connection.name); }

QString SourceLinkPanel::heading() const {
    return m_view == View::Kinds ? tr("Where your data is") : m_isNew ? tr("New connection") : toQString(m_current.name);
}

QString SourceLinkPanel::target() const {
    return m_view == View::None ? QString() : m_isNew || m_view == View::Kinds ? kNew : kPrefix + toQString(m_current.name);
}

QList<SideItem> SourceLinkPanel::items() const {
    QList<SideItem> items;
    const auto iconOf = [](const SourceConnection &one) {
        const model::SourceKind *kind = model::findSourceKind(one.kind);
        return kind ? sourceKindWords(*kind).iconName : QStringLiteral("database");
    };
    if (m_new)
        items.append({kNew, m_new->name.empty() ? tr("New connection") : toQString(m_new->name), tr("not saved"), iconOf(*m_new)});
    for (const SourceView &view : m_all) {
        const SourceConnection &one = view.connection;
        const auto known = m_known.find(one.name);
        const State state = known == m_known.end() ? State::NotTested : known->second.state;
        const bool isOpen = one.name == m_current.name && !m_isNew;
        const QString figure = (isOpen && isWritten()) || m_written.count(one.name) != 0 ? tr("not saved")
                               : state == State::Works                                    ? tr("works")
                               : state == State::Failed                                   ? tr("fails")
                               : state == State::NeedsPassword                            ? tr("no password")
                                                                                          : QString();
        items.append({kPrefix + toQString(one.name), toQString(one.name), figure, iconOf(one)});
    }
    return items;
}

void SourceLinkPanel::reload() {
    struct Loaded {
        std::vector<SourceView> all;
        std::set<std::string> withoutPassword;
        std::map<std::string, std::set<std::string>> taken;
        service::DraftList drafts;
    };
    ++m_busy;
    inBackground(this, [session = m_session, wantsDrafts = !m_isLoaded]() -> Result<Loaded> {
        const SourceService sources(*session);
        Loaded loaded;
        if (wantsDrafts) { // from then on the page knows better than the disk
            TRY_ASSIGN(loaded.drafts, service::DraftService(*session).list());
        }
        TRY_ASSIGN(loaded.all, sources.views());
        for (const SourceView &one : loaded.all)
            if (const auto connector = sources.connector(one.connection.name); !connector && lacksPassword(connector.error()))
                loaded.withoutPassword.insert(one.connection.name);
        TRY_ASSIGN(const auto syncs, SyncService(*session).list());
        for (const service::SyncView &sync : syncs)
            loaded.taken[sync.plan.connection].insert(sync.plan.source());
        return loaded;
    }, [this](Result<Loaded> read) {
        --m_busy;
        m_isLoaded = true;
        if (!read) {
            say(read.error());
            return Q_EMIT loaded();
        }
        m_all = std::move(read->all);
        m_taken = std::move(read->taken);
        takeDrafts(read->drafts.drafts);
        for (const SourceView &one : m_all) {
            Known &known = m_known[one.connection.name];
            if (read->withoutPassword.count(one.connection.name) != 0)
                known = {State::NeedsPassword, {}};
            else if (known.state == State::NeedsPassword)
                known = {};
        }
        if (m_view == View::Source && !m_isNew) {
            const SourceView *now = find(m_current.name);
            if (!now && isWritten()) {
                m_id = m_revision = 0; // others removed it; what is written here makes it anew
            } else if (!now) {
                m_view = View::None;
                m_current = {};
                Q_EMIT gone();
            } else if (!isWritten() && (now->connection != m_current || now->revision != m_revision)) {
                show(SourceView(*now), false); // others saved it
            }
        }
        refresh();
        Q_EMIT loaded();
    });
}

void SourceLinkPanel::openNew(const QString &kind) {
    putAside();
    m_isNew = false;
    m_current = {};
    if (kind.isEmpty() && !m_new) {
        m_view = View::Kinds;
        refresh();
        return m_kinds->begin();
    }
    SourceConnection fresh;
    if (!kind.isEmpty()) {
        const service::RecipeView *recipe = findRecipe(recipeOfKind(kind));
        const model::SourceKind *known = model::findSourceKind(recipe ? std::string("http") : toUtf8(kind));
        if (!known)
            return openNew();
        fresh.kind = known->id;
        if (recipe)
            fresh.options["recipe"] = recipe->name;
        fresh.port = known->port;
        fresh.credentials = known->takesSecret() && !(recipe && recipe->secretAbout.empty()) ? "keychain" : "none";
        m_new.reset();
    } else {
        fresh = *m_new;
    }
    show({fresh, 0, 0, {}}, true);
    m_form->begin();
}

bool SourceLinkPanel::openSource(const QString &name) {
    const SourceView *found = find(toUtf8(name));
    if (!found)
        return false;
    if (m_view != View::None && !m_isNew && m_current.name == found->connection.name)
        return true;
    putAside();
    show(SourceView(*found), false);
    if (m_known[m_current.name].state == State::NotTested && m_testing.empty())
        test(m_current.name);
    return true;
}

void SourceLinkPanel::show(const SourceView &view, bool isNew) {
    const SourceConnection &connection = view.connection;
    m_isNew = isNew;
    m_isChanging = isNew;
    m_notice->clear();
    m_stale->hide();
    m_current = connection;
    m_id = view.id;
    m_revision = view.revision;
    m_form->edit(connection, isNew);
    m_shown = m_form->written();
    if (const auto written = m_written.find(connection.name); !isNew && written != m_written.end()) {
        m_form->write(written->second.connection);
        m_revision = written->second.revision; // made from an older version: saving it shows both
        m_written.erase(written);
        m_isChanging = true;
    }
    m_view = View::Source;
    m_drafts->open(draftId(isNew ? std::string() : connection.name), m_revision);
    refresh();
    if (m_recovered.erase(isNew ? std::string() : connection.name) != 0)
        m_notice->say(Tone::Warning, tr("What you were writing is back; it is not saved."), tr("A password is not kept with it: type it again."));
}

bool SourceLinkPanel::isWritten() const {
    return m_view == View::Source && (m_form->hasPassword() || m_form->written() != m_shown);
}

void SourceLinkPanel::putAside() {
    if (m_view == View::None)
        return;
    const bool wasWritten = isWritten();
    if (m_isNew)
        m_new = wasWritten ? std::optional(m_form->written()) : m_new && *m_new == m_form->written() ? m_new : std::nullopt;
    else if (wasWritten)
        m_written[m_current.name] = {m_form->written(), m_revision};
    if (wasWritten)
        (void)m_form->takePassword(); // asked for again rather than kept
    m_stale->hide();
    m_view = View::None;
    m_isNew = false;
    m_current = {};
}

void SourceLinkPanel::leave() {
    if (m_view == View::None)
        return;
    putAside();
    refresh();
}

void SourceLinkPanel::refreshReader() {
    const SourceConnection now = m_form->written();
    const model::SourceKind *kind = model::findSourceKind(now.kind);
    const QString statements = kind && m_view == View::Source ? readerStatements(*kind, now) : QString();
    const auto known = m_known.find(m_current.name);
    const bool mayWrite = known != m_known.end() && known->second.tested && *known->second.tested && (**known->second.tested).server.mayWrite;
    m_readerWords->setText(statements);
    m_reader->setVisible(!statements.isEmpty() && (m_isChanging || m_isNew || mayWrite));
}

// Through ODBC nothing goes without a driver; looked for once for each kind.
void SourceLinkPanel::refreshDrivers() {
    const model::SourceKind *kind = model::findSourceKind(m_current.kind);
    const bool isWanted = m_view == View::Source && (m_isNew || m_isChanging) && kind && kind->family == "odbc";
    m_drivers->setVisible(isWanted);
    if (isWanted && std::exchange(m_driversOf, m_current.kind) != m_current.kind)
        m_drivers->look(m_current.kind == "sqlserver");
}

void SourceLinkPanel::refreshSteps() {
    const auto known = m_known.find(m_current.name);
    const bool isTesting = !m_testing.empty() && m_testing == m_current.name && !m_isNew;
    const bool hasSteps = known != m_known.end() && known->second.tested && !m_isNew && !isTesting;
    const model::SourceKind *kind = model::findSourceKind(m_current.kind);
    // Below the form that is filled in, the kind and the place stand there already.
    m_steps->setTitle(m_isChanging ? tr("How far the test came") : kind ? sourceKindWords(*kind).title : QString());
    m_steps->setMaximumWidth(m_isChanging ? Theme::instance().pixels(kFormWidth) : QWIDGETSIZE_MAX);
    m_reader->setMaximumWidth(m_steps->maximumWidth());
    m_place->setText(sourcePlace(m_current));
    m_place->setVisible(!m_isChanging);
    m_steps->setVisible(m_view == View::Source && !m_isNew && (!m_isChanging || hasSteps || isTesting));
    m_change->setVisible(!m_isChanging && !m_session->workspace().isReadOnly());
    clearLayout(m_stepRows->layout());
    const bool isWide = !m_isChanging && !isTesting; // what is in it comes soon after
    static_cast<QGridLayout *>(m_stepRows->layout())->setColumnStretch(1, isWide ? 1 : 0);
    int at = 0;
    const auto add = [&](const SourceStep &step) {
        auto *row = new FindingRow(QStringLiteral("sourceStep_") + step.id, step.title, m_stepRows);
        row->say(step.state == SourceStep::State::Good   ? Mark::Good
                 : step.state == SourceStep::State::Bad  ? Mark::Bad
                 : step.state == SourceStep::State::Hint ? Mark::Hint
                                                         : Mark::Waiting,
                 step.words);
        static_cast<QGridLayout *>(m_stepRows->layout())->addWidget(row, isWide ? at / 2 : at, isWide ? at % 2 : 0);
        ++at;
    };
    if (isTesting)
        add({QStringLiteral("testing"), tr("Asking …"), {}, SourceStep::State::Waiting});
    else if (hasSteps)
        for (const SourceStep &step : sourceSteps(m_current, *known->second.tested))
            add(step);
}

void SourceLinkPanel::refresh() {
    const auto known = m_known.find(m_current.name);
    const State state = known == m_known.end() || m_isNew ? State::NotTested : known->second.state;
    const bool isSource = m_view == View::Source;
    m_kinds->setVisible(m_view == View::Kinds);
    if (isSource && (isWritten() || state == State::NeedsPassword))
        m_isChanging = true;
    m_form->setLacksPassword(state == State::NeedsPassword);
    m_form->setVisible(isSource && m_isChanging);
    refreshSteps();
    refreshReader();
    refreshDrivers();
    const bool isOpen = isSource && !m_isNew && !m_isChanging && state == State::Works;
    if (isOpen) {
        m_browser->setTaken(m_taken[m_current.name]);
        m_browser->show(m_current.name);
    } else {
        m_browser->hide();
    }
    if (isSource && state == State::NeedsPassword)
        m_notice->say(Tone::Warning, tr("The password of this source is not there."),
                      m_current.credentials == "env" ? tr("Start the program with the variable %1, or keep the password in the keychain.").arg(toQString(service::passwordVariable(m_current.name)))
                                                     : tr("Type it below; it is kept in this computer's keychain."));
    setChip(m_chip, !isSource || m_isNew           ? QString()
                    : m_testing == m_current.name  ? tr("Testing …")
                    : state == State::Works        ? tr("Works")
                    : state == State::Failed       ? tr("Does not work")
                    : state == State::NeedsPassword ? tr("No password")
                                                   : tr("Not tested"),
            state == State::Works ? Tone::Good : state == State::Failed ? Tone::Bad : state == State::NeedsPassword ? Tone::Warning : Tone::Neutral);
    showActions(m_view != View::None);
    Q_EMIT changed();
}

void SourceLinkPanel::showActions(bool isOpen) {
    const bool isSource = isOpen && m_view == View::Source, isSaved = isSource && !m_isNew;
    const auto known = m_known.find(m_current.name);
    const bool hasPassword = isSaved && m_current.credentials == "keychain" && known != m_known.end() && known->second.state != State::NeedsPassword;
    const model::SourceKind *kind = model::findSourceKind(m_current.kind);
    const auto put = [](QWidget *action, bool wanted) { action->setProperty("absent", !wanted); };
    put(m_remove, isSaved || (isSource && m_isNew && isWritten()));
    put(m_forget, hasPassword && kind && kind->takesSecret());
    put(m_done, isSaved && m_isChanging && !isWritten() && known != m_known.end() && known->second.state != State::NeedsPassword);
    put(m_test, isSaved && !isWritten());
    put(m_save, isSource && (m_isNew || m_isChanging));
    for (QWidget *action : actions())
        action->setEnabled(!m_session->workspace().isReadOnly());
    m_test->setEnabled(m_test->isEnabled() && m_testing.empty());
}

void SourceLinkPanel::say(const Error &error) {
    if (m_view == View::None)
        return Q_EMIT said(sourceSentence(error));
    m_notice->say(Tone::Bad, sourceSentence(error), error.id.rfind("secrets.", 0) == 0 ? toQString(error.detail) : QString());
}

} // namespace audience::ui
