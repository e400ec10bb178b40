#include "ui/sync/plan_form.h"

#include "qbase/convert.h"
#include "service/remote_people.h"
#include "service/session.h"
#include "ui/kit/card.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/measure.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/state_view.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/sources/engine_words.h"
#include "ui/sources/fresh_words.h"
#include "ui/sync/plan_amounts.h"
#include "ui/sync/plan_columns.h"
#include "ui/sync/plan_modes.h"
#include "ui/sync/plan_versions.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QComboBox>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace audience::ui {

using model::SyncMode;
using model::SyncPlan;

namespace {

constexpr std::array<const char *, 3> kRoles{"profiles", "events", "table"};
constexpr int kSoon = 350;
constexpr int kStaleHeight = 320;

bool isOfType(const warehouse::ColumnInfo &column, std::initializer_list<engine::ColumnType> types) {
    return types.size() == 0 || std::find(types.begin(), types.end(), column.field.type) != types.end();
}

std::string chosen(const QComboBox *pick) { return toUtf8(pick->currentData().toString()); }

void choose(QComboBox *pick, const std::string &value) { pick->setCurrentIndex(qMax(0, pick->findData(toQString(value)))); }

} // namespace

PlanForm::PlanForm(std::shared_ptr<service::Session> session, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_columns(new PlanColumns(this)), m_looking(this), m_preview(this) {
    setObjectName(QStringLiteral("planForm"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("planNotice"), inside);
    column->addWidget(m_notice);
    connect(m_notice, &Notice::actionWanted, this, [this] {
        m_takesOver = toUtf8(m_dataset->text().simplified());
        Q_EMIT submitted();
    });
    m_stale = new StalePanel(QStringLiteral("planStale"), inside);
    m_stale->offerNoCopy(); // a copy would bring the same rows over twice
    m_stale->setMinimumHeight(Theme::instance().pixels(kStaleHeight));
    column->addWidget(m_stale);
    connect(m_stale, &StalePanel::keepMine, this, [this] {
        m_revision = m_theirs.revision;
        Q_EMIT keptMine();
    });
    connect(m_stale, &StalePanel::takeTheirs, this, [this] { begin(service::SyncView(m_theirs)); });
    m_estimate = new Card({}, inside);
    m_estimate->setObjectName(QStringLiteral("planEstimate"));
    m_reads = makeLabel({}, "strong", m_estimate);
    m_reads->setObjectName(QStringLiteral("planReads"));
    m_reads->setWordWrap(true);
    m_findings = makeLabel({}, "secondary", m_estimate);
    m_findings->setObjectName(QStringLiteral("planFindings"));
    m_findings->setWordWrap(true);
    m_estimate->body()->addWidget(m_reads);
    m_estimate->body()->addWidget(m_findings);
    column->addWidget(m_estimate);
    makeMeaning(column);
    makeWay(column);
    makeColumns(column);
    makeLimits(column);
    column->addStretch(1);
    m_state = new StateView(QStringLiteral("planState"), makeScroll(QStringLiteral("planScroll"), measured(inside, Measure::Form), this), this);
    layout->addWidget(m_state);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &PlanForm::ask);
    connect(m_columns, &PlanColumns::changed, this, &PlanForm::edited);
}

void PlanForm::look(const std::string &connection, std::function<Result<service::SyncTable>(const CancelToken &)> work) {
    m_isReady = false;
    m_takesOver.clear();
    m_soon.stop();
    m_preview.drop();
    m_notice->clear();
    m_stale->hide();
    m_busy = 1;
    m_state->showLoading(tr("Looking at the table …"));
    Q_EMIT changed();
    m_looking.request([session = m_session, connection, work = std::move(work)](CancelToken cancel) -> Result<Looked> {
        Looked looked;
        TRY_ASSIGN(looked.table, work(cancel));
        looked.mayStay = service::remoteDialect(*session, connection).has_value();
        return looked;
    }, [this](Result<Looked> looked) {
        m_busy = 0;
        if (!looked) {
            m_state->showError(tr("The table could not be looked at"), syncSentence(looked.error()));
            return Q_EMIT changed();
        }
        put(looked->table, looked->mayStay);
    });
}

void PlanForm::begin(const std::string &connection, const warehouse::TableName &table) {
    m_isNew = true;
    m_sync = m_revision = 0;
    m_place->setCurrent(0);
    look(connection, [session = m_session, connection, table](const CancelToken &cancel) { return service::lookAtTable(*session, connection, table, cancel); });
}

void PlanForm::begin(const service::SyncView &view) {
    m_isNew = false;
    m_sync = view.id;
    m_revision = view.revision;
    m_place->setCurrent(0);
    look(view.plan.connection, [session = m_session, plan = view.plan](const CancelToken &cancel) -> Result<service::SyncTable> {
        TRY_ASSIGN(auto table, service::lookAtTable(*session, plan.connection, {plan.schema, plan.table}, cancel));
        return service::withPlan(std::move(table), plan);
    });
}

void PlanForm::put(const service::SyncTable &table, bool mayStay) {
    m_table = table;
    m_mayStay = mayStay && isNew();
    m_isReady = true;
    fill(table.guess);
    m_begun = plan();
    m_state->showContent();
    sayReplaced();
    Q_EMIT changed();
    ask();
}

// What was chosen for a column that is gone is to be seen before anything is kept.
void PlanForm::sayReplaced() {
    QStringList lines;
    for (const service::ReplacedColumn &one : m_table.replaced)
        lines << (one.by.empty() ? tr("%1 is gone there, and nothing like it is there. Choose what takes its place.").arg(toQString(one.gone))
                                 : tr("%1 is gone there; %2 takes its place now. Look whether that is right.").arg(toQString(one.gone), toQString(one.by)));
    if (!lines.isEmpty())
        m_notice->say(Tone::Warning, tr("The table has changed"), lines.join(QLatin1Char('\n')));
}

void PlanForm::put(const service::SyncPreview &preview) {
    m_preview.drop();
    m_soon.stop();
    m_busy = 0;
    showPreview(preview);
}

void PlanForm::leaveThere() { m_place->setCurrent(1); }

bool PlanForm::stays() const { return m_mayStay && m_place->current() == 1; }

model::RemoteDataset PlanForm::remote() const {
    const SyncPlan meant = plan();
    model::RemoteDataset dataset;
    dataset.name = meant.dataset;
    dataset.connection = meant.connection;
    dataset.schema = meant.schema;
    dataset.table = meant.table;
    dataset.role = meant.role;
    dataset.key = chosen(m_key);
    dataset.email = meant.email;
    dataset.profile = meant.profile;
    dataset.time = meant.time;
    dataset.nameColumn = meant.nameColumn;
    dataset.eventName = meant.eventName;
    dataset.zone = meant.zone;
    dataset.ignored = meant.ignored;
    if (dataset.role == "events")
        dataset.key.clear();
    return dataset;
}

// Nothing is read now, and nothing by itself later: how it stays up to date is no question.
void PlanForm::showStaying() {
    const bool stays = this->stays(), isPeople = role() == "profiles";
    m_meaningCard->setTitle(stays ? tr("What it means") : tr("What comes over"));
    m_columnsCard->setNote(stays ? tr("Those that are ticked can be named in rules.") : tr("Those that are ticked come over. Enter or a double click chooses what one becomes, or another name for it here."));
    m_meaning->setRowVisible(m_place, m_mayStay);
    m_wayCard->setVisible(!stays);
    m_limitsCard->setVisible(!stays);
    if (!stays)
        return;
    m_preview.drop(); // what a run would read is no question any more
    m_soon.stop();
    m_busy = 0;
    m_meaning->setRowVisible(m_key, role() != "events");
    m_meaning->setRowVisible(m_consent, false);
    m_meaning->setRowVisible(m_yes, false);
    m_reads->setText(tr("No rows come over. Rules about it are answered by %1.").arg(toQString(m_base.connection)));
    m_findings->setText(isPeople ? tr("The table is looked at once, for its columns and whether its key is unique.") : tr("The table is looked at once, for its columns and the names in it."));
    m_findings->show();
}

std::string PlanForm::role() const { return kRoles[std::size_t(m_role->current())]; }

void PlanForm::fill(const SyncPlan &plan) {
    m_isFilling = true;
    m_base = plan;
    m_from->setText(tr("%1, table %2").arg(toQString(plan.connection), toQString(plan.source())));
    for (std::size_t i = 0; i < kRoles.size(); ++i)
        if (plan.role == kRoles[i])
            m_role->setCurrent(int(i));
    m_role->setEnabled(isNew());
    m_dataset->setText(toQString(plan.dataset));
    m_dataset->setReadOnly(!isNew());
    fillPicks(plan);
    m_eventName->setText(toQString(plan.eventName));
    m_yesValues = plan.consentYes;
    showYes();
    offerModes(plan.mode);
    m_lookBack->setSeconds(plan.lookBackSeconds);
    fillSchedule(plan.schedule);
    m_maxRun->setBytes(plan.maxBytes);
    m_maxMonth->setBytes(plan.monthBytes);
    m_maxRemoved->setValue(plan.maxRemovedPercent);
    m_columns->setColumns(m_table.shape, plan);
    if (m_columns->rowCount() > 0)
        m_columnView->setCurrentIndex(m_columns->index(0, 0));
    refreshWay();
    m_isFilling = false;
}

void PlanForm::fillPicks(const SyncPlan &plan) {
    using engine::ColumnType;
    std::map<std::string_view, std::string_view> names; // what columns of the source are called here, where that is something else
    for (const model::SyncColumn &column : plan.columns)
        names.emplace(column.source, column.name);
    const auto nameHere = [&names](const std::string &source) {
        const auto found = names.find(source);
        return found == names.end() ? source : std::string(found->second);
    };
    const auto fillPick = [&](QComboBox *pick, const QString &none, const std::string &value, std::initializer_list<ColumnType> types) {
        pick->clear();
        pick->addItem(none, QString());
        for (const warehouse::ColumnInfo &column : m_table.shape.columns)
            if (isOfType(column, types) || nameHere(column.name) == value)
                pick->addItem(toQString(column.name), toQString(nameHere(column.name)));
        if (!value.empty() && pick->findData(toQString(value)) < 0)
            pick->addItem(toQString(value), toQString(value));
        choose(pick, value);
    };
    fillPick(m_key, tr("none"), plan.key, {ColumnType::Text, ColumnType::Int64});
    fillPick(m_email, tr("none"), plan.email, {ColumnType::Text});
    fillPick(m_consent, tr("nobody yet"), plan.consent, {});
    fillPick(m_profile, tr("choose"), plan.profile, {ColumnType::Text, ColumnType::Int64});
    fillPick(m_time, tr("choose"), plan.time, {ColumnType::Instant, ColumnType::Date});
    fillPick(m_nameColumn, tr("one name for all"), plan.nameColumn, {ColumnType::Text});
    m_cursor->clear();
    m_cursor->addItem(tr("choose"), QString());
    for (const std::string &name : service::risingColumns(m_table.shape, plan.mode))
        m_cursor->addItem(toQString(name), toQString(name));
    if (!plan.cursor.empty() && m_cursor->findData(toQString(plan.cursor)) < 0)
        m_cursor->addItem(toQString(plan.cursor), toQString(plan.cursor));
    choose(m_cursor, plan.cursor);
}

void PlanForm::fillSchedule(const model::SyncSchedule &schedule) {
    using Kind = model::SyncSchedule::Kind;
    while (m_when->findData(kOther) >= 0)
        m_when->removeItem(m_when->findData(kOther));
    const int wanted = schedule.kind == Kind::None ? 0 : schedule.kind == Kind::Every ? schedule.minutes : schedule.kind == Kind::Daily ? kDaily : kOther;
    if (schedule.kind == Kind::Every && m_when->findData(wanted) < 0)
        m_when->addItem(tr("Every %n minutes", nullptr, wanted), wanted);
    if (wanted == kOther)
        m_when->addItem(tr("As the line %1 says").arg(toQString(schedule.cron)), kOther);
    m_when->setCurrentIndex(m_when->findData(wanted));
    m_at->setTime(QTime::fromString(schedule.kind == Kind::Daily ? toQString(schedule.at) : QStringLiteral("06:00"), QStringLiteral("HH:mm")));
    m_isRescheduled = false;
}

model::SyncSchedule PlanForm::schedule() const {
    using Kind = model::SyncSchedule::Kind;
    model::SyncSchedule schedule;
    const int wanted = m_when->currentData().toInt();
    if (wanted == kOther)
        return m_base.schedule;
    schedule.kind = wanted == 0 ? Kind::None : wanted == kDaily ? Kind::Daily : Kind::Every;
    schedule.minutes = wanted > 0 ? wanted : 0;
    if (wanted == kDaily) {
        schedule.at = toUtf8(m_at->time().toString(QStringLiteral("HH:mm")));
        schedule.zone = toUtf8(QString::fromUtf8(zoneAround(this).id()));
    }
    return schedule;
}

void PlanForm::chooseRole(int index) {
    if (m_isFilling || !m_isReady)
        return;
    SyncPlan guess = service::guessPlan(m_base.connection, m_table.shape, m_table.around, kRoles[std::size_t(index)]);
    guess.dataset = toUtf8(m_dataset->text().simplified());
    guess.name = guess.dataset;
    m_columns->writeTo(guess);
    guess.maxBytes = m_maxRun->bytes();
    guess.monthBytes = m_maxMonth->bytes();
    guess.maxRemovedPercent = m_maxRemoved->value();
    const bool wasRescheduled = m_isRescheduled;
    guess.schedule = schedule();
    fill(guess);
    m_isRescheduled = wasRescheduled;
    edited();
}

// What has no question for this role and mode stays as it was said elsewhere.
SyncPlan PlanForm::plan() const {
    SyncPlan plan = m_base;
    plan.role = role();
    if (isNew()) {
        plan.dataset = toUtf8(m_dataset->text().simplified());
        plan.name = plan.dataset;
    }
    const bool isPeople = plan.role == "profiles", isEvents = plan.role == "events";
    plan.mode = SyncMode(m_mode->currentData().toInt());
    const bool isSameMode = plan.mode == m_base.mode;
    if (!isEvents && !(plan.mode == SyncMode::Append && !isPeople))
        plan.key = chosen(m_key);
    else if (!isEvents)
        plan.key.clear();
    if (isPeople) {
        plan.email = chosen(m_email);
        plan.consent = chosen(m_consent);
        plan.consentYes = plan.consent.empty() && !m_base.consent.empty() ? std::vector<std::string>() : m_yesValues;
    }
    if (isEvents) {
        plan.profile = chosen(m_profile);
        plan.time = chosen(m_time);
        plan.nameColumn = chosen(m_nameColumn);
        if (!plan.nameColumn.empty())
            plan.eventName.clear();
        else if (m_eventName->text() != toQString(m_base.eventName))
            plan.eventName = toUtf8(m_eventName->text().simplified());
    }
    if (plan.mode != SyncMode::Full)
        plan.cursor = chosen(m_cursor);
    else if (!isSameMode)
        plan.cursor.clear();
    if (plan.mode == SyncMode::Incremental || plan.mode == SyncMode::Mirror)
        plan.lookBackSeconds = m_lookBack->seconds();
    else if (!isSameMode)
        plan.lookBackSeconds = 0;
    m_columns->writeTo(plan);
    plan.maxBytes = m_maxRun->bytes();
    plan.monthBytes = m_maxMonth->bytes();
    plan.maxRemovedPercent = m_maxRemoved->value();
    return plan;
}

service::SyncDraft PlanForm::draft() const {
    service::SyncDraft draft{plan(), {}, m_sync, m_revision, m_isRescheduled};
    if (m_isRescheduled)
        draft.plan.schedule = schedule();
    draft.takesOver = !m_takesOver.empty() && m_takesOver == draft.plan.dataset;
    return draft;
}

void PlanForm::showStale(const service::SyncView &theirs) {
    m_theirs = theirs;
    m_notice->clear();
    m_stale->show(toQString(theirs.plan.name), {}, planVersions(theirs.plan, draft().plan));
    bringToSight(m_stale);
}

// What is said stands at the top, and who pressed Save may be at the foot.
void PlanForm::bringToSight(QWidget *part) {
    QTimer::singleShot(0, part, [this, part] {
        if (auto *scroll = findChild<QScrollArea *>(QStringLiteral("planScroll")))
            scroll->ensureWidgetVisible(part, 0, space::kPage);
    });
}

bool PlanForm::isChanged() const { return m_isReady && !(plan() == m_begun); }

void PlanForm::edited() {
    if (m_isFilling || !m_isReady)
        return;
    // The likeliest column that rises is another one for rows that only come in.
    if (sender() == m_mode && chosen(m_cursor).empty() && m_mode->currentData().toInt() != int(SyncMode::Full)) {
        SyncPlan wanted = plan();
        const auto rising = service::risingColumns(m_table.shape, wanted.mode);
        m_isFilling = true;
        choose(m_cursor, rising.empty() ? std::string() : rising.front());
        m_isFilling = false;
    }
    m_notice->clear();
    refreshWay();
    if (!stays())
        m_soon.start();
    Q_EMIT changed();
}

void PlanForm::refreshWay() {
    const SyncMode mode = SyncMode(m_mode->currentData().toInt());
    const bool isPeople = role() == "profiles", isEvents = role() == "events";
    offerModes(mode);
    m_meaning->setRowVisible(m_key, !isEvents && !(mode == SyncMode::Append && !isPeople));
    m_meaning->setRowVisible(m_email, isPeople);
    m_meaning->setRowVisible(m_consent, isPeople);
    m_meaning->setRowVisible(m_yes, isPeople && !chosen(m_consent).empty());
    m_meaning->setRowVisible(m_profile, isEvents);
    m_meaning->setRowVisible(m_time, isEvents);
    m_meaning->setRowVisible(m_nameColumn, isEvents);
    m_meaning->setRowVisible(m_eventName, isEvents && chosen(m_nameColumn).empty());
    m_wayGrid->setRowVisible(m_cursor, mode != SyncMode::Full);
    m_wayGrid->setRowVisible(m_at, m_when->currentData().toInt() == kDaily);
    m_wayGrid->setRowVisible(m_lookBack, mode == SyncMode::Incremental || mode == SyncMode::Mirror);
    showStaying();
}

// What fits what a row is, and whatever is chosen.
void PlanForm::offerModes(SyncMode chosenMode) {
    FittingModes fitting = fittingModes(role(), !chosen(m_key).empty(), m_table.shape);
    if (std::find(fitting.modes.begin(), fitting.modes.end(), chosenMode) == fitting.modes.end())
        fitting.modes.push_back(chosenMode);
    bool isSame = m_mode->count() == int(fitting.modes.size());
    for (int i = 0; isSame && i < m_mode->count(); ++i)
        isSame = m_mode->itemData(i).toInt() == int(fitting.modes[std::size_t(i)]);
    if (!isSame) {
        m_mode->clear();
        for (const SyncMode mode : fitting.modes) {
            QString words = syncModeWord(mode);
            words[0] = words[0].toUpper();
            m_mode->addItem(words, int(mode));
        }
    }
    m_mode->setCurrentIndex(m_mode->findData(int(chosenMode)));
    m_modeWords->setText(QStringList{modeWords(chosenMode), fitting.whyOthers}.join(QLatin1Char(' ')).trimmed());
}

void PlanForm::ask() {
    if (stays())
        return;
    m_busy = 1;
    if (m_reads->text().isEmpty())
        m_reads->setText(tr("Asking how much it is …"));
    m_preview.request([session = m_session, plan = plan(), sync = m_sync, shape = m_table.shape](CancelToken cancel) { return service::previewSync(*session, plan, sync, cancel, shape); },
                      [this](Result<service::SyncPreview> preview) {
        m_busy = 0;
        showPreview(preview);
    });
}

void PlanForm::showPreview(const Result<service::SyncPreview> &preview) {
    if (!preview) {
        m_reads->setText(tr("Something is missing"));
        m_findings->setText(syncSentence(preview.error()));
        return m_findings->show();
    }
    const warehouse::Estimate &estimate = preview->estimate;
    m_reads->setText(estimate.rows > 0 && estimate.bytes > 0 ? tr("The next run reads about %1 rows, %2.").arg(formatNumber(estimate.rows), byteWords(estimate.bytes))
                     : estimate.rows > 0                     ? tr("The next run reads about %1 rows.").arg(formatNumber(estimate.rows))
                                                             : tr("How much the next run reads is known when it begins."));
    QStringList lines;
    for (const ingest::Finding &finding : preview->findings)
        lines << sentence(finding.id, finding.args);
    m_findings->setText(lines.join(QLatin1Char('\n')));
    m_findings->setVisible(!lines.isEmpty());
}

void PlanForm::say(const Error &error) {
    const bool mayTakeOver = error.id == "sync.dataset_of_file";
    m_notice->say(Tone::Bad, tr("Not saved yet"), stays() ? remoteSentence(error) : syncSentence(error), mayTakeOver ? tr("Take it over") : QString());
    bringToSight(m_notice);
}

} // namespace audience::ui
