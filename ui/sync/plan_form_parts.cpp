// The parts of the form of a plan: what is asked, in the order of the eye.
#include "qbase/convert.h"
#include "ui/kit/card.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/picker.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/value_button.h"
#include "ui/kit/widgets.h"
#include "ui/sync/plan_amounts.h"
#include "ui/sync/plan_columns.h"
#include "ui/sync/plan_form.h"
#include "ui/sync/plan_versions.h"
#include "ui/text/words.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QSpinBox>
#include <QStyledItemDelegate>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <array>

namespace audience::ui {

namespace {

constexpr int kColumnsHeight = 236;
constexpr std::array<const char *, 3> kUsualYes{"yes", "true", "1"}; // offered; a value of one's own can be typed

// A cell with a tick; the row with the keyboard has a line along its leading edge, as in other tables.
class TickDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
        const QRect &cell = option.rect;
        painter->setPen(tokens().border);
        painter->drawLine(cell.bottomLeft(), cell.bottomRight());
        if (view && view->hasFocus() && view->currentIndex().row() == index.row())
            painter->fillRect(QStyle::visualRect(option.direction, cell, QRect(cell.left(), cell.top(), 3, cell.height() - 1)), tokens().accent);
    }
};

} // namespace

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
    auto *card = m_meaningCard = new Card(tr("What comes over"), this);
    m_meaning = new FormGrid(card);
    m_from = makeLabel({}, "body", m_meaning);
    m_from->setObjectName(QStringLiteral("planFrom"));
    m_from->setWordWrap(true);
    m_meaning->addRow(tr("From"), m_from);
    m_place = new SegmentedControl(QStringLiteral("planPlace"), tr("Its rows"), m_meaning);
    for (const QString &words : {tr("Bring over"), tr("Leave there")})
        m_place->addSegment(words);
    m_meaning->addRow(tr("Its rows"), m_place, tr("Left there, counts are asked of the database each time, and emails cannot be sent to these people."));
    connect(m_place, &SegmentedControl::currentChanged, this, &PlanForm::edited);
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
    m_yes = makeButton(QStringLiteral("planYes"), {}, "field", nullptr, m_meaning);
    static_cast<ValueButton *>(m_yes)->setPlaceholder(tr("yes, true, 1 and the like"));
    m_meaning->addRow(tr("Values that mean yes"), m_yes);
    connect(m_yes, &QPushButton::clicked, this, &PlanForm::chooseYes);
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
    for (QLineEdit *edit : {m_dataset, m_eventName}) {
        connect(edit, &QLineEdit::textEdited, this, &PlanForm::edited);
        connect(edit, &QLineEdit::returnPressed, this, &PlanForm::submitted);
    }
}

void PlanForm::makeWay(QBoxLayout *column) {
    auto *card = m_wayCard = new Card(tr("How it stays up to date"), this);
    m_wayGrid = new FormGrid(card);
    m_mode = addPick(m_wayGrid, "planMode", tr("Each time"));
    m_modeWords = makeLabel({}, "secondary", m_wayGrid);
    m_modeWords->setObjectName(QStringLiteral("planModeWords"));
    m_modeWords->setWordWrap(true);
    m_wayGrid->addRow(QString(), m_modeWords);
    m_cursor = addPick(m_wayGrid, "planCursor", tr("Rises with every change"));
    m_lookBack = new SpanBox(QStringLiteral("planLookBack"), tr("no"), m_wayGrid);
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
    connect(m_lookBack, &SpanBox::changed, this, &PlanForm::edited);
}

void PlanForm::makeColumns(QBoxLayout *column) {
    auto *card = m_columnsCard = new Card(tr("Columns"), this);
    card->setFlush();
    m_columnView = new TableView(QStringLiteral("planColumns"), tr("Columns"), card);
    m_columnView->setProperty("role", QStringLiteral("plain"));
    m_columnView->setModel(m_columns);
    m_columnView->setItemDelegateForColumn(PlanColumns::NameColumn, new TickDelegate(m_columnView));
    m_columnView->setMinimumHeight(Theme::instance().pixels(kColumnsHeight));
    m_columnView->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    card->body()->addWidget(m_columnView);
    column->addWidget(card);
    m_columnView->setEditTriggers(QAbstractItemView::EditKeyPressed);
    connect(m_columns, &PlanColumns::renamed, this, [this](const QString &column, const QString &name) {
        for (QComboBox *pick : {m_key, m_email, m_consent, m_profile, m_time, m_nameColumn})
            if (const int at = pick->findText(column, Qt::MatchExactly | Qt::MatchCaseSensitive); at > 0)
                pick->setItemData(at, name);
    });
    connect(m_columnView, &TableView::rowOpened, this, [this](int row) {
        if (const QModelIndex at = m_columnView->currentIndex(); at.flags() & Qt::ItemIsEditable)
            return m_columnView->edit(at);
        QList<PickerItem> items;
        for (const char *type : {"text", "int64", "decimal", "double", "bool", "date", "instant", "json"})
            items.append({QLatin1String(type), typeWord(type), {}, {}});
        Picker::pickOne(m_columnView, items, toQString(m_columns->type(row)), [this, row](const QStringList &ids) { m_columns->setType(row, toUtf8(ids.first())); });
    });
}

void PlanForm::makeLimits(QBoxLayout *column) {
    auto *card = m_limitsCard = new Card(tr("Limits"), this);
    auto *grid = new FormGrid(card);
    m_maxRun = new ByteBox(QStringLiteral("planMaxRun"), tr("no limit"), grid);
    grid->addRow(tr("Of one run"), m_maxRun, tr("A run that would read more does not begin."));
    m_maxMonth = new ByteBox(QStringLiteral("planMaxMonth"), tr("no limit"), grid);
    grid->addRow(tr("Of a month"), m_maxMonth, tr("Over all syncs together, by the calendar."));
    m_maxRemoved = new QSpinBox(grid);
    m_maxRemoved->setObjectName(QStringLiteral("planMaxRemoved"));
    m_maxRemoved->setLocale(interfaceLocale());
    m_maxRemoved->setRange(0, 100);
    m_maxRemoved->setSuffix(tr(" %"));
    m_maxRemoved->setFixedHeight(Theme::instance().controlHeight());
    grid->addRow(tr("Rows that may go at once"), m_maxRemoved, tr("When more would go, nothing is changed until you say so."));
    card->body()->addWidget(grid);
    column->addWidget(card);
    for (ByteBox *box : {m_maxRun, m_maxMonth})
        connect(box, &ByteBox::valueChanged, this, &PlanForm::edited);
    connect(m_maxRemoved, &QSpinBox::valueChanged, this, &PlanForm::edited);
}

// A value may hold whatever stands in the table, commas too.
void PlanForm::chooseYes() {
    QStringList checked, offered;
    for (const std::string &value : m_yesValues)
        checked << toQString(value);
    offered = checked;
    for (const char *usual : kUsualYes)
        if (!offered.contains(QLatin1String(usual)))
            offered << QLatin1String(usual);
    QList<PickerItem> items;
    for (const QString &value : std::as_const(offered))
        items.append({value, value, {}, {}});
    Picker::pickMany(m_yes, items, checked, [this](const QStringList &values) {
        std::vector<std::string> now;
        for (const QString &value : values)
            now.push_back(toUtf8(value));
        if (now == m_yesValues)
            return;
        m_yesValues = std::move(now);
        showYes();
        edited();
    });
}

void PlanForm::showYes() { m_yes->setText(valuesInWords(m_yesValues)); }

} // namespace audience::ui
