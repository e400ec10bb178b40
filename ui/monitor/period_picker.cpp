#include "ui/monitor/period_picker.h"

#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/widgets.h"
#include "ui/people/result_words.h"

#include <QDateEdit>
#include <QGridLayout>
#include <QVBoxLayout>

namespace audience::ui {

PeriodPicker::PeriodPicker(const QString &objectName, QWidget *parent) : QPushButton(parent) {
    setObjectName(objectName);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    withTheme(this, [this] { setIcon(ui::icon(QStringLiteral("calendar"), tokens().secondary)); });
    setIconSize(QSize(20, 16));
    connect(this, &QPushButton::clicked, this, &PeriodPicker::openList);
}

void PeriodPicker::setPeriod(service::Period period, CivilDate today) {
    m_period = period;
    m_today = today;
    setText(periodWords(period));
    setAccessibleName(tr("Days shown: %1").arg(periodWords(period)));
}

void PeriodPicker::makeList() {
    m_list = new QFrame(this, Qt::Popup);
    m_list->setObjectName(QStringLiteral("periodList"));
    m_list->setProperty("role", QStringLiteral("card"));
    auto *layout = new QVBoxLayout(m_list);
    layout->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    layout->setSpacing(space::kTiny);
    for (const int days : {7, 30, 90}) {
        auto *choice = makeButton(QStringLiteral("last%1").arg(days), tr("Last %n days", nullptr, days), "quiet", nullptr, m_list);
        connect(choice, &QPushButton::clicked, this, [this, days] {
            m_list->hide();
            Q_EMIT lastDaysChosen(days);
        });
        layout->addWidget(choice);
    }
    layout->addWidget(makeLine(m_list));
    auto *grid = new QGridLayout;
    grid->setSpacing(space::kSmall);
    const auto edit = [&](const char *name, const QString &words, int row) {
        auto *field = new QDateEdit(m_list);
        field->setObjectName(QLatin1String(name));
        field->setAccessibleName(words);
        field->setDisplayFormat(datePattern(QStringLiteral("d MMM yyyy")));
        field->setLocale(interfaceLocale());
        auto *label = makeLabel(words, "secondary", m_list);
        label->setBuddy(field);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
        return field;
    };
    m_first = edit("periodFirst", tr("From"), 0);
    m_last = edit("periodLast", tr("To"), 1);
    layout->addLayout(grid);
    auto *show = makeButton(QStringLiteral("periodApply"), tr("Show these days"), "", nullptr, m_list);
    connect(show, &QPushButton::clicked, this, &PeriodPicker::apply);
    layout->addWidget(show);
}

void PeriodPicker::openList() {
    if (!m_list)
        makeList();
    for (QDateEdit *field : {m_first, m_last})
        field->setDateRange(toQDate(CivilDate{m_today.days - 3650}), toQDate(m_today));
    m_first->setDate(toQDate(m_period.first));
    m_last->setDate(toQDate(m_period.last));
    m_list->adjustSize();
    const int shift = layoutDirection() == Qt::RightToLeft ? 0 : width() - m_list->width();
    m_list->move(mapToGlobal(QPoint(shift, height() + 4)));
    m_list->show();
    m_list->findChild<QPushButton *>(QStringLiteral("last30"))->setFocus();
}

void PeriodPicker::apply() {
    service::Period period{toCivilDate(m_first->date()), toCivilDate(m_last->date())};
    if (period.last < period.first)
        std::swap(period.first, period.last);
    m_list->hide();
    Q_EMIT periodChosen(period);
}

} // namespace audience::ui
