#include "ui/data/column_panel.h"

#include "qbase/convert.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/histogram.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace audience::ui {

ColumnPanel::ColumnPanel(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("columnPanel"));
    setProperty("role", QStringLiteral("paneRight"));
    setFixedWidth(276);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    auto *head = makeRow();
    m_name = makeLabel({}, "strong", this);
    m_name->setObjectName(QStringLiteral("columnName"));
    m_type = makeChip({}, Tone::Neutral, this);
    head->addWidget(m_name);
    head->addWidget(m_type);
    head->addStretch(1);
    layout->addLayout(head);
    m_hint = makeLabel({}, "secondary", this);
    m_hint->setWordWrap(true);
    layout->addWidget(m_hint);
    m_body = new QWidget(this);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(space::kMedium);
    m_histogram = new Histogram(QStringLiteral("columnHistogram"), m_body);
    body->addWidget(m_histogram);
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
    m_range = add("columnRange", tr("From – to"), 2, 1);
    body->addLayout(grid);
    m_commonTitle = makeLabel(tr("Most common"), "strong", m_body);
    body->addWidget(m_commonTitle);
    m_common = new BarRows(m_body);
    m_common->setObjectName(QStringLiteral("columnCommon"));
    m_common->setAccessibleName(tr("Most common"));
    body->addWidget(m_common);
    layout->addWidget(m_body);
    layout->addStretch(1);
    clear();
}

void ColumnPanel::clear() {
    m_name->setText(tr("Column"));
    m_type->hide();
    m_hint->setText(tr("Choose a column to see how its values are spread."));
    m_hint->show();
    m_body->hide();
}

void ColumnPanel::showReading(const service::FieldView &field) {
    m_name->setText(m_name->fontMetrics().elidedText(plainName(field.name), Qt::ElideRight, 140));
    m_name->setToolTip(toQString(field.name));
    setChip(m_type, typeWord(field.type), Tone::Neutral);
    m_type->show();
    m_hint->hide();
}

void ColumnPanel::showError(const QString &sentence) {
    m_hint->setText(sentence);
    m_hint->show();
    m_body->hide();
}

// "2,026.123456" is no figure for people: four digits that count are enough beside a chart.
static QString shortFigure(const std::string &text) {
    const QString words = toQString(text);
    bool isNumber = false;
    const double value = words.toDouble(&isNumber);
    if (!isNumber)
        return words.left(10);
    if (words.indexOf(QLatin1Char('.')) < 0)
        return formatNumber(qint64(value));
    return interfaceLocale().toString(value, 'f', qAbs(value) >= 100 ? 1 : 2);
}

void ColumnPanel::show(const service::ColumnProfile &profile) {
    showReading(profile.field);
    m_body->show();
    QVector<Histogram::Bar> bars;
    for (const auto &bucket : profile.histogram)
        bars.append({toQString(bucket.label), bucket.count});
    m_histogram->setVisible(!bars.isEmpty());
    m_histogram->setBars(bars, shortFigure(profile.lowest), shortFigure(profile.highest));
    m_filled->setFigure(profile.rows > 0 ? formatPercent(double(profile.rows - profile.empty) / double(profile.rows)) : QStringLiteral("–"));
    m_empty->setFigure(formatNumber(profile.empty));
    m_distinct->setFigure(profile.distinct == profile.rows && profile.rows > 0 ? tr("all") : formatNumber(profile.distinct));
    const auto put = [](FigureBox *box, const QString &figure) {
        box->setVisible(!figure.isEmpty());
        box->setFigure(figure);
    };
    put(m_median, shortFigure(profile.median));
    put(m_mean, shortFigure(profile.mean));
    put(m_range, profile.lowest.empty() ? QString() : QStringLiteral("%1 – %2").arg(shortFigure(profile.lowest), shortFigure(profile.highest)));
    QVector<BarRow> common;
    for (const auto &bucket : profile.mostCommon)
        if (bucket.count > 1)
            common.append({toQString(bucket.label), bucket.count, {}, 0});
    m_commonTitle->setVisible(!common.isEmpty());
    m_common->setRows(common);
}

} // namespace audience::ui
