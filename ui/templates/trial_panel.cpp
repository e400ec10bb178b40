#include "ui/templates/trial_panel.h"

#include "qbase/convert.h"
#include "ui/kit/picker.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>

namespace audience::ui {

using service::TrialReport;

TrialPanel::TrialPanel(std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_session(std::move(session)), m_latest(this) {
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    m_button = makeButton(QStringLiteral("templateTrial"), {}, "word", nullptr, this);
    connect(m_button, &QPushButton::clicked, this, &TrialPanel::act);
    row->addWidget(m_button);
    setEmail({});
}

TrialPanel::~TrialPanel() = default;

// Its letters got their size after the layout had asked for it, where the page was built out of sight.
void TrialPanel::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    m_button->ensurePolished();
    setMinimumWidth(m_button->sizeHint().width());
}

void TrialPanel::setEmail(const model::EmailTemplate &email) {
    m_latest.drop();
    m_email = email;
    m_state = State::Idle;
    m_button->setText(tr("Try it for everybody"));
    m_button->setAccessibleName(m_button->text());
    ui::setProperty(m_button, "ink", QString());
}

void TrialPanel::act() {
    if (m_state == State::Running)
        return setEmail(m_email); // stopped
    if (m_state == State::Done && !m_report.failures.empty()) {
        QList<PickerItem> items;
        for (const auto &failure : m_report.failures)
            items.append({toQString(failure.key), toQString(failure.to.empty() ? failure.key : failure.to).left(80),
                          sentence(failure.error).left(120), QStringLiteral("triangle-alert")});
        Picker::pickOne(m_button, items, {}, [this](const QStringList &ids) { Q_EMIT personChosen(ids.first()); });
        return;
    }
    m_state = State::Running;
    m_button->setText(tr("Trying it for everybody… Stop"));
    m_latest.request(
        [session = m_session, email = m_email](CancelToken cancel) {
            return service::TemplateService(*session).tryAll(email, nullptr, cancel);
        },
        [this](Result<TrialReport> report) {
            if (report)
                return show(*report);
            m_state = State::Idle;
            m_button->setText(sentence(report.error()).left(80));
        });
}

void TrialPanel::show(const TrialReport &report) {
    m_report = report;
    m_state = State::Done;
    m_button->setText(tr("works for %1 of %2 people").arg(formatNumber(report.works), formatNumber(report.people)));
    m_button->setAccessibleName(m_button->text());
    ui::setProperty(m_button, "ink", report.works < report.people ? QStringLiteral("warning") : QString());
}

} // namespace audience::ui
