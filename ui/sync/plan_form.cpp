#include "ui/sync/plan_form.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/card.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/measure.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/state_view.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/sources/fresh_words.h"
#include "ui/sync/plan_columns.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCoreApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QSpinBox>
#include <QStyledItemDelegate>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace audience::ui {

using model::SyncMode;
using model::SyncPlan;

namespace {

constexpr std::array<const char *, 3> kRoles{"profiles", "events", "table"};
constexpr std::array kModes{SyncMode::Full, SyncMode::Incremental, SyncMode::Mirror, SyncMode::Append};
constexpr int kSoon = 350, kColumnsHeight = 236, kMostMegabytes = 10'000'000;
constexpr std::int64_t kMegabyte = 1'000'000;
constexpr int kDaily = -1, kOther = -2; // beside minutes

struct ModeWords {
    Q_DECLARE_TR_FUNCTIONS(SyncModeWords)
};

// A cell with a tick; the row with the keyboard has a line along its leading edge, as in other tables.
class TickDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
        const QRect &cell = option.rect;
        if (view && view->hasFocus() && view->currentIndex().row() == index.row())
            painter->fillRect(QStyle::visualRect(option.direction, cell, QRect(cell.left(), cell.top(), 3, cell.height() - 1)), tokens().accent);
    }
};

QString explained(SyncMode mode) {
    switch (mode) {
    case SyncMode::Full: return ModeWords::tr("The whole table is read each time, and the new rows take the place of the old ones at once. Nothing is needed; for a table that is not large.");
    case SyncMode::Incremental: return ModeWords::tr("Only rows that are new or changed since the last time are read. It needs a column that rises with every change. What is deleted there stays here.");
    case SyncMode::Mirror: return ModeWords::tr("As what changed; then all keys are compared, and what is gone there goes here. It needs a column that rises with every change.");
    case SyncMode::Append: break;
    }
    return ModeWords::tr("Only rows behind the last one are read, and nothing here is replaced. For events and logs. It needs a column that rises with every row.");
}

bool isOfType(const warehouse::ColumnInfo &column, std::initializer_list<engine::ColumnType> types) {
    return types.size() == 0 || std::find(types.begin(), types.end(), column.field.type) != types.end();
}

QSpinBox *makeNumber(const char *objectName, int most, const QString &none, const QString &suffix, QWidget *parent) {
    auto *box = new QSpinBox(parent);
    box->setObjectName(QLatin1String(objectName));
    box->setLocale(interfaceLocale());
    box->setGroupSeparatorShown(true);
    box->setRange(0, most);
    box->setSpecialValueText(none);
    box->setSuffix(suffix);
    box->setFixedHeight(Theme::instance().controlHeight());
    return box;
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

QComboBox *PlanForm::addPick(FormGrid *grid, const char *objectName, const QString &label, const QString &hint) {
    auto *pick = new QComboBox(grid);
    pick->setObjectName(QLatin1String(objectName));
    pick->setMaxVisibleItems(16);
    pick->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    pick->setMinimumContentsLength(12);
    grid->addRow(label, pick, hint);
    connect(pick, &QComboBox::activated, this, &PlanForm::edited);
    return pick;
}

void PlanForm::makeMeaning(QBoxLayout *column) {
    auto *card = new Card(tr("What comes over"), this);
    m_meaning = new FormGrid(card);
    m_from = makeLabel({}, "body", m_meaning);
    m_from->setObjectName(QStringLiteral("planFrom"));
    m_from->setWordWrap(true);
    m_meaning->addRow(tr("From"), m_from);
    m_role = new SegmentedControl(QStringLiteral("planRole"), tr("One row is about"), m_meaning);
    for (const QString &words : {tr("A person"), tr("Something done"), tr("Neither")})
        m_role->addSegment(words);
    m_meaning->addRow(tr("One row is about"), m_role);
    m_dataset = new QLineEdit(m_meaning);
    m_dataset->setObjectName(QStringLiteral("planDataset"));
    m_dataset->setMaxLength(200);
    m_meaning->addRow(tr("Name here"), m_dataset);
    m_key = addPick(m_meaning, "planKey", tr("What names a row"));
    m_email = addPick(m_meaning, "planEmail", tr("Email address"));
    m_consent = addPick(m_meaning, "planConsent", tr("Who may be emailed"));
    m_yes = new QLineEdit(m_meaning);
    m_yes->setObjectName(QStringLiteral("planYes"));
    m_yes->setPlaceholderText(tr("yes, true, 1 and the like"));
    m_meaning->addRow(tr("Values that mean yes"), m_yes, tr("With commas between; left empty, the usual words."));
    m_profile = addPick(m_meaning, "planProfile", tr("Whose it is"));
    m_time = addPick(m_meaning, "planTime", tr("When it happened"));
    m_nameColumn = addPick(m_meaning, "planNameColumn", tr("What it is called"));
    m_eventName = new QLineEdit(m_meaning);
    m_eventName->setObjectName(QStringLiteral("planEventName"));
    m_eventName->setMaxLength(200);
    m_meaning->addRow(tr("One name for all"), m_eventName);
    card->body()->addWidget(m_meaning);
    column->addWidget(card);
    connect(m_role, &SegmentedControl::currentChanged, this, &PlanForm::chooseRole);
    for (QLineEdit *edit : {m_dataset, m_yes, m_eventName}) {
        connect(edit, &QLineEdit::textEdited, this, &PlanForm::edited);
        connect(edit, &QLineEdit::returnPressed, this, &PlanForm::submitted);
    }
}

void PlanForm::makeWay(QBoxLayout *column) {
    auto *card = new Card(tr("How it stays up to date"), this);
    m_wayGrid = new FormGrid(card);
    m_mode = addPick(m_wayGrid, "planMode", tr("Each time"));
    for (const SyncMode mode : kModes) {
        QString words = syncModeWord(mode);
        words[0] = words[0].toUpper();
        m_mode->addItem(words, int(mode));
    }
    m_modeWords = makeLabel({}, "secondary", m_wayGrid);
    m_modeWords->setObjectName(QStringLiteral("planModeWords"));
    m_modeWords->setWordWrap(true);
    m_wayGrid->addRow(QString(), m_modeWords);
    m_cursor = addPick(m_wayGrid, "planCursor", tr("Rises with every change"));
    m_lookBack = makeNumber("planLookBack", 100'000, tr("no"), tr(" minutes"), m_wayGrid);
    m_wayGrid->addRow(tr("Begin earlier by"), m_lookBack, tr("Where changes there can come late, as from long transactions."));
    m_when = addPick(m_wayGrid, "planWhen", tr("By itself"), tr("While this program is open, or a worker runs."));
    m_when->addItem(tr("Only when asked"), 0);
    m_when->addItem(tr("Every 15 minutes"), 15);
    m_when->addItem(tr("Every hour"), 60);
    m_when->addItem(tr("Every 6 hours"), 360);
    m_when->addItem(tr("Every day"), kDaily);
    m_at = new QTimeEdit(m_wayGrid);
    m_at->setObjectName(QStringLiteral("planAt"));
    m_at->setDisplayFormat(QStringLiteral("HH:mm"));
    m_at->setFixedHeight(Theme::instance().controlHeight());
    m_wayGrid->addRow(tr("At"), m_at);
    card->body()->addWidget(m_wayGrid);
    column->addWidget(card);
    const auto rescheduled = [this] {
        m_isRescheduled = m_isRescheduled || !m_isFilling;
        refreshWay();
        Q_EMIT changed();
    };
    connect(m_when, &QComboBox::activated, this, rescheduled);
    connect(m_at, &QTimeEdit::timeChanged, this, rescheduled);
    connect(m_lookBack, &QSpinBox::valueChanged, this, &PlanForm::edited);
}

void PlanForm::makeColumns(QBoxLayout *column) {
    auto *card = new Card(tr("Columns"), this);
    card->setFlush();
    card->setNote(tr("Those that are ticked come over. Enter or a double click chooses what one becomes."));
    m_columnView = new TableView(QStringLiteral("planColumns"), tr("Columns"), card);
    m_columnView->setProperty("role", QStringLiteral("plain"));
    m_columnView->setModel(m_columns);
    m_columnView->setItemDelegateForColumn(PlanColumns::NameColumn, new TickDelegate(m_columnView));
    m_columnView->setMinimumHeight(Theme::instance().pixels(kColumnsHeight));
    m_columnView->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    card->body()->addWidget(m_columnView);
    column->addWidget(card);
    connect(m_columnView, &TableView::rowOpened, this, [this](int row) {
        QList<PickerItem> items;
        for (const char *type : {"text", "int64", "decimal", "double", "bool", "date", "instant", "json"})
            items.append({QLatin1String(type), typeWord(type), {}, {}});
        Picker::pickOne(m_columnView, items, toQString(m_columns->type(row)), [this, row](const QStringList &ids) { m_columns->setType(row, toUtf8(ids.first())); });
    });
}

void PlanForm::makeLimits(QBoxLayout *column) {
    auto *card = new Card(tr("Limits"), this);
    auto *grid = new FormGrid(card);
    m_maxRun = makeNumber("planMaxRun", kMostMegabytes, tr("no limit"), tr(" MB"), grid);
    grid->addRow(tr("Of one run"), m_maxRun, tr("A run that would read more does not begin."));
    m_maxMonth = makeNumber("planMaxMonth", kMostMegabytes, tr("no limit"), tr(" MB"), grid);
    grid->addRow(tr("Of a month"), m_maxMonth, tr("Over all syncs together, by the calendar."));
    m_maxRemoved = makeNumber("planMaxRemoved", 100, {}, tr(" %"), grid);
    grid->addRow(tr("Rows that may go at once"), m_maxRemoved, tr("When more would go, nothing is changed until you say so."));
    card->body()->addWidget(grid);
    column->addWidget(card);
    for (QSpinBox *box : {m_maxRun, m_maxMonth, m_maxRemoved})
        connect(box, &QSpinBox::valueChanged, this, &PlanForm::edited);
}

void PlanForm::look(std::function<Result<service::SyncTable>(const CancelToken &)> work) {
    m_isReady = false;
    m_soon.stop();
    m_preview.drop();
    m_notice->clear();
    m_busy = 1;
    m_state->showLoading(tr("Looking at the table …"));
    Q_EMIT changed();
    m_looking.request([work = std::move(work)](CancelToken cancel) { return work(cancel); }, [this](Result<service::SyncTable> table) {
        m_busy = 0;
        if (!table) {
            m_state->showError(tr("The table could not be looked at"), syncSentence(table.error()));
            return Q_EMIT changed();
        }
        put(*table);
    });
}

void PlanForm::begin(const std::string &connection, const warehouse::TableName &table) {
    m_sync = 0;
    look([session = m_session, connection, table](const CancelToken &cancel) { return service::lookAtTable(*session, connection, table, cancel); });
}

void PlanForm::begin(const service::SyncView &view) {
    m_sync = view.id;
    look([session = m_session, plan = view.plan](const CancelToken &cancel) -> Result<service::SyncTable> {
        TRY_ASSIGN(auto table, service::lookAtTable(*session, plan.connection, {plan.schema, plan.table}, cancel));
        table.guess = plan;
        return table;
    });
}

void PlanForm::put(const service::SyncTable &table) {
    m_table = table;
    m_isReady = true;
    fill(table.guess);
    m_begun = plan();
    m_state->showContent();
    Q_EMIT changed();
    ask();
}

void PlanForm::put(const service::SyncPreview &preview) {
    m_preview.drop();
    m_soon.stop();
    m_busy = 0;
    showPreview(preview);
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
    QStringList yes;
    for (const std::string &value : plan.consentYes)
        yes << toQString(value);
    m_yes->setText(yes.join(QStringLiteral(", ")));
    m_mode->setCurrentIndex(m_mode->findData(int(plan.mode)));
    m_lookBack->setValue(int(plan.lookBackSeconds / 60));
    fillSchedule(plan.schedule);
    m_maxRun->setValue(int(plan.maxBytes / kMegabyte));
    m_maxMonth->setValue(int(plan.monthBytes / kMegabyte));
    m_maxRemoved->setValue(plan.maxRemovedPercent);
    m_columns->setColumns(m_table.shape, plan);
    if (m_columns->rowCount() > 0)
        m_columnView->setCurrentIndex(m_columns->index(0, 0));
    refreshWay();
    m_isFilling = false;
}

void PlanForm::fillPicks(const SyncPlan &plan) {
    using engine::ColumnType;
    const auto fillPick = [&](QComboBox *pick, const QString &none, const std::string &value, std::initializer_list<ColumnType> types) {
        pick->clear();
        pick->addItem(none, QString());
        for (const warehouse::ColumnInfo &column : m_table.shape.columns)
            if (isOfType(column, types) || column.name == value)
                pick->addItem(toQString(column.name), toQString(column.name));
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
    guess.maxBytes = m_maxRun->value() * kMegabyte;
    guess.monthBytes = m_maxMonth->value() * kMegabyte;
    guess.maxRemovedPercent = m_maxRemoved->value();
    const bool wasRescheduled = m_isRescheduled;
    guess.schedule = schedule();
    fill(guess);
    m_isRescheduled = wasRescheduled;
    edited();
}

SyncPlan PlanForm::plan() const {
    SyncPlan plan = m_base;
    plan.role = role();
    plan.dataset = toUtf8(m_dataset->text().simplified());
    if (isNew())
        plan.name = plan.dataset;
    const bool isPeople = plan.role == "profiles", isEvents = plan.role == "events";
    plan.mode = SyncMode(m_mode->currentData().toInt());
    const bool hasKey = !isEvents && !(plan.mode == SyncMode::Append && !isPeople);
    plan.key = hasKey ? chosen(m_key) : std::string();
    plan.email = isPeople ? chosen(m_email) : std::string();
    plan.consent = isPeople ? chosen(m_consent) : std::string();
    plan.consentYes.clear();
    for (const QString &value : m_yes->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!plan.consent.empty() && !value.trimmed().isEmpty())
            plan.consentYes.push_back(toUtf8(value.trimmed()));
    plan.profile = isEvents ? chosen(m_profile) : plan.role == m_base.role ? m_base.profile : std::string();
    plan.time = isEvents ? chosen(m_time) : std::string();
    plan.nameColumn = isEvents ? chosen(m_nameColumn) : std::string();
    plan.eventName = isEvents && plan.nameColumn.empty() ? toUtf8(m_eventName->text().simplified()) : std::string();
    plan.cursor = plan.mode == SyncMode::Full ? std::string() : chosen(m_cursor);
    plan.lookBackSeconds = plan.mode == SyncMode::Incremental || plan.mode == SyncMode::Mirror ? m_lookBack->value() * std::int64_t{60} : 0;
    m_columns->writeTo(plan);
    plan.maxBytes = m_maxRun->value() * kMegabyte;
    plan.monthBytes = m_maxMonth->value() * kMegabyte;
    plan.maxRemovedPercent = m_maxRemoved->value();
    return plan;
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
    m_soon.start();
    Q_EMIT changed();
}

void PlanForm::refreshWay() {
    const SyncMode mode = SyncMode(m_mode->currentData().toInt());
    const bool isPeople = role() == "profiles", isEvents = role() == "events";
    m_modeWords->setText(explained(mode));
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
}

void PlanForm::ask() {
    m_busy = 1;
    if (m_reads->text().isEmpty())
        m_reads->setText(tr("Asking how much it is …"));
    m_preview.request([session = m_session, plan = plan(), sync = m_sync](CancelToken cancel) { return service::previewSync(*session, plan, sync, cancel); },
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

void PlanForm::say(const Error &error) { m_notice->say(Tone::Bad, tr("Not saved yet"), syncSentence(error)); }

} // namespace audience::ui
