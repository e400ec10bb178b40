#include "ui/data/column_panel.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/filter_words.h"
#include "ui/data/value_bars.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

// "1,951" is no year. Told by the name and by all the values.
static bool holdsYears(const service::ColumnProfile &profile) {
    if (profile.field.type != "int64" || profile.lowest.empty())
        return false;
    const qlonglong low = toQString(profile.lowest).toLongLong(), high = toQString(profile.highest).toLongLong();
    const QString name = toQString(profile.field.name).toLower();
    const bool isNamed = name.contains(QLatin1String("year")) || name.contains(QLatin1String("jahr")) || name.contains(QStringLiteral("año")) ||
                         name.contains(QLatin1String("anno")) || name.contains(QStringLiteral("année")) || name.contains(QLatin1String("annee"));
    return isNamed && low >= 1900 && high <= 2100;
}

QString shortFigure(const service::ColumnProfile &profile, const std::string &text) {
    const QString words = toQString(text);
    bool isNumber = false;
    const double value = words.toDouble(&isNumber);
    if (!isNumber)
        return words.left(10);
    QLocale locale = interfaceLocale();
    if (holdsYears(profile))
        locale.setNumberOptions(locale.numberOptions() | QLocale::OmitGroupSeparator);
    if (words.indexOf(QLatin1Char('.')) < 0 && qAbs(value) < 9e15)
        return locale.toString(qlonglong(value));
    return locale.toString(value, 'f', qAbs(value) >= 100 ? 1 : 2);
}

ColumnPanel::ColumnPanel(std::shared_ptr<service::Session> session, ColumnProfiles *profiles, QWidget *parent)
    : QFrame(parent), m_session(std::move(session)), m_profiles(profiles), m_further(this) {
    setObjectName(QStringLiteral("columnPanel"));
    setProperty("role", QStringLiteral("paneRight"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *inside = new QWidget(this);
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    outer->addWidget(makeScroll(QStringLiteral("columnScroll"), inside, this));
    auto *head = makeRow();
    m_name = makeLabel({}, "strong", inside);
    m_name->setObjectName(QStringLiteral("columnName"));
    m_type = makeChip({}, Tone::Neutral, inside);
    auto *close = makeTool(QStringLiteral("columnClose"), tr("Close"), "x", inside);
    connect(close, &QToolButton::clicked, this, &ColumnPanel::closeWanted);
    head->addWidget(m_name);
    head->addWidget(m_type);
    head->addStretch(1);
    head->addWidget(close);
    layout->addLayout(head);
    m_hint = makeLabel({}, "secondary", inside);
    m_hint->setWordWrap(true);
    layout->addWidget(m_hint);
    m_body = new QWidget(inside);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(space::kMedium);
    m_bars = new ValueBars(m_body);
    connect(m_bars, &ValueBars::rangeChosen, this, [this](int first, int last) {
        const Profile profile = m_profiles->profile(m_column);
        if (!profile || last >= int(profile->histogram.size()))
            return;
        model::FieldTest test;
        test.field = profile->field.name;
        test.op = model::TestOp::Between;
        test.values = {profile->histogram[std::size_t(first)].from, profile->histogram[std::size_t(last)].to};
        Q_EMIT filterWanted(test);
    });
    body->addWidget(m_bars);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::kPage);
    grid->setVerticalSpacing(space::kMedium);
    const auto add = [&](const char *objectName, const QString &name, int row, int column) {
        auto *box = new FigureBox(QLatin1String(objectName), name, FigureBox::Size::Small, m_body);
        grid->addWidget(box, row, column);
        return box;
    };
    m_filled = add("columnFilled", tr("Filled"), 0, 0);
    m_empty = add("columnEmpty", tr("Empty"), 0, 1);
    m_distinct = add("columnDistinct", tr("Distinct"), 1, 0);
    m_median = add("columnMedian", tr("Median"), 1, 1);
    m_mean = add("columnMean", tr("Mean"), 2, 0);
    m_middle = add("columnMiddle", tr("Middle half"), 2, 1);
    body->addLayout(grid);
    m_commonTitle = makeLabel(tr("Most common"), "strong", m_body);
    body->addWidget(m_commonTitle);
    m_common = new BarRows(m_body);
    m_common->setObjectName(QStringLiteral("columnCommon"));
    m_common->setAccessibleName(tr("Most common"));
    connect(m_common, &BarRows::rowActivated, this, [this](int row) {
        const Profile profile = m_profiles->profile(m_column);
        if (!profile || row < 0 || row >= int(profile->mostCommon.size()))
            return;
        const std::string &value = profile->mostCommon[std::size_t(row)].label;
        model::FieldTest test;
        test.field = profile->field.name;
        const bool isTime = profile->field.type == "date" || profile->field.type == "instant";
        test.op = profile->field.type == "bool" ? (value == "true" ? model::TestOp::IsTrue : model::TestOp::IsFalse) : isTime ? model::TestOp::On : model::TestOp::In;
        if (profile->field.type != "bool")
            test.values = {value};
        Q_EMIT filterWanted(test);
    });
    body->addWidget(m_common);
    m_faults = new QVBoxLayout;
    m_faults->setSpacing(space::kSmall);
    body->addLayout(m_faults);
    m_companionsTitle = makeLabel(tr("Moves together with"), "strong", m_body);
    body->addWidget(m_companionsTitle);
    m_companions = new QVBoxLayout;
    m_companions->setSpacing(space::kTiny);
    body->addLayout(m_companions);
    m_sample = makeLabel({}, "tertiary", m_body);
    m_sample->setWordWrap(true);
    body->addWidget(m_sample);
    layout->addWidget(m_body);
    layout->addStretch(1);
    connect(m_profiles, &ColumnProfiles::arrived, this, [this](int column) {
        if (column == m_column)
            fill();
    });
    clear();
}

void ColumnPanel::clear() {
    m_column = -1;
    m_isWaiting = m_isLooking = false;
    m_further.drop();
    m_name->setText(tr("Column"));
    m_type->hide();
    m_hint->setText(tr("Choose a column to see how its values are spread."));
    m_hint->show();
    m_body->hide();
}

void ColumnPanel::showColumn(const service::Table &table, int column) {
    m_table = table;
    if (column < 0 || !table || column >= int(table->dataset().fields.size()))
        return clear();
    const auto &field = table->dataset().fields[std::size_t(column)];
    m_column = column;
    m_name->setText(m_name->fontMetrics().elidedText(plainName(field.name).left(200), Qt::ElideRight, 120));
    m_name->setToolTip(toQString(field.name).left(400));
    setChip(m_type, typeWord(field.type), Tone::Neutral);
    m_type->show();
    m_isWaiting = true;
    fill();
    lookFurther();
}

void ColumnPanel::fill() {
    const Profile profile = m_profiles->profile(m_column);
    m_isWaiting = !profile && m_profiles->failure(m_column).isEmpty();
    m_hint->setVisible(!profile && !m_isWaiting);
    m_hint->setText(m_profiles->failure(m_column));
    m_body->setVisible(profile != nullptr);
    if (!profile)
        return;
    m_bars->setVisible(!profile->histogram.empty());
    if (!profile->histogram.empty()) {
        const QString low = shortFigure(*profile, profile->histogram.front().from), high = shortFigure(*profile, profile->histogram.back().to);
        m_bars->setProfile(profile, profile->below > 0 ? tr("%1 below, then %2").arg(formatNumber(profile->below), low) : low,
                           profile->above > 0 ? tr("%1, then %2 above").arg(high, formatNumber(profile->above)) : high);
    }
    m_filled->setFigure(profile->rows > 0 ? formatPercent(double(profile->rows - profile->empty) / double(profile->rows)) : QStringLiteral("–"));
    m_empty->setFigure(formatNumber(profile->empty));
    m_distinct->setFigure(profile->distinct == profile->rows && profile->rows > 0 ? tr("all") : formatNumber(profile->distinct));
    const auto put = [](FigureBox *box, const QString &figure) {
        box->setVisible(!figure.isEmpty());
        box->setFigure(figure);
    };
    put(m_median, profile->median.empty() ? QString() : shortFigure(*profile, profile->median));
    put(m_mean, profile->mean.empty() ? QString() : shortFigure(*profile, profile->mean));
    put(m_middle, profile->field.isNumber && !profile->lowerQuartile.empty() ? QStringLiteral("%1 – %2").arg(shortFigure(*profile, profile->lowerQuartile), shortFigure(*profile, profile->upperQuartile)) : QString());
    QVector<BarRow> common;
    for (const auto &bucket : profile->mostCommon)
        if (bucket.count > 1 && common.size() < 5) {
            const QString label = profile->field.type == "bool" ? (bucket.label == "true" ? tr("yes") : tr("no")) : toQString(bucket.label).left(60).simplified();
            common.append({label, bucket.count, {}, 0});
        }
    m_commonTitle->setVisible(!common.isEmpty());
    m_common->setVisible(!common.isEmpty());
    m_common->setRows(common);
}

void ColumnPanel::lookFurther() {
    showFaults({});
    showCompanions({});
    m_isLooking = true;
    m_further.request([session = m_session, table = m_table, column = m_column](CancelToken cancel) -> Result<Further> {
        Further further;
        const auto &dataset = table->dataset();
        TRY_ASSIGN(further.checks, service::DataChecks(*session).run(dataset.name, dataset.fields[std::size_t(column)].name, cancel));
        TRY_ASSIGN(further.companions, service::TableService(*session).companions(table, column, cancel));
        return further;
    }, [this](Result<Further> further) {
        m_isLooking = false;
        if (!further)
            return; // the profile says what is wrong with reading
        showFaults(further->checks);
        showCompanions(further->companions);
    });
}

void ColumnPanel::showFaults(const std::vector<service::DataCheck> &checks) {
    clearLayout(m_faults);
    for (const service::DataCheck &check : checks) {
        if (check.count == 0)
            continue;
        const CheckWords words = checkWords(check);
        auto *card = new QFrame(m_body);
        card->setProperty("role", QStringLiteral("notice"));
        auto *column = new QVBoxLayout(card);
        column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
        column->setSpacing(space::kTiny);
        auto *title = makeRow();
        title->addWidget(makeIcon("triangle-alert", Tone::Warning, 14, card));
        auto *fault = makeLabel(words.fault, "strong", card);
        fault->setProperty("ink", QStringLiteral("warning"));
        fault->setWordWrap(true);
        title->addWidget(fault, 1);
        column->addLayout(title);
        auto *reason = makeLabel(words.reason, "secondary", card);
        reason->setWordWrap(true);
        column->addWidget(reason);
        auto *row = makeRow();
        auto *show = makeButton(QStringLiteral("faultShow_") + toQString(check.id), tr("Show rows"), "", nullptr, card);
        connect(show, &QPushButton::clicked, this, [this, check] { Q_EMIT checkWanted(toQString(check.id), toQString(check.column)); });
        row->addWidget(show);
        row->addStretch(1);
        column->addLayout(row);
        m_faults->addWidget(card);
    }
}

void ColumnPanel::showCompanions(const std::vector<service::Companion> &companions) {
    clearLayout(m_companions);
    m_companionsTitle->setVisible(!companions.empty());
    m_sample->setVisible(!companions.empty());
    std::int64_t rows = 0;
    for (const service::Companion &companion : companions) {
        auto *row = new QWidget(m_body);
        auto *line = makeRow();
        row->setLayout(line);
        auto *name = makeButton(QStringLiteral("companion_") + toQString(companion.column), plainName(companion.column).left(40), "word", nullptr, row);
        connect(name, &QPushButton::clicked, this, [this, column = toQString(companion.column)] { Q_EMIT columnWanted(column); });
        line->addWidget(name);
        line->addStretch(1);
        const QString word = strengthWord(companion.strength);
        auto *how = makeLabel(companion.strength < -0.1 ? tr("%1, the other way").arg(word) : word, "secondary", row);
        how->setToolTip(tr("Rank correlation %1 over %2 rows").arg(QString::number(companion.strength, 'f', 2), formatNumber(companion.rows)));
        line->addWidget(how);
        m_companions->addWidget(row);
        rows = qMax(rows, companion.rows);
    }
    m_sample->setText(tr("Told from %1 rows spread over the table.").arg(formatNumber(rows)));
}

} // namespace audience::ui
