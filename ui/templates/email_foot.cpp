#include "ui/templates/email_foot.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/size_meter.h"
#include "ui/templates/trial_panel.h"

#include <QHBoxLayout>

#include <algorithm>
#include <set>

namespace audience::ui {

EmailFoot::EmailFoot(std::shared_ptr<service::Session> session, QWidget *parent) : QFrame(parent) {
    setRole(this, "footer");
    setFixedHeight(Theme::instance().pixels(36));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(6);
    row->addWidget(makeIcon("circle-check", Tone::Good, 16, this));
    m_passed = new ElidedLabel({}, "good", this);
    m_passed->setObjectName(QStringLiteral("checksPassed"));
    row->addWidget(m_passed);
    row->addSpacing(space::kSmall);
    m_toLook = makeButton(QStringLiteral("checksToLook"), {}, "warningWord", nullptr, this);
    m_toLook->setIconSize(QSize(20, 16));
    withTheme(m_toLook, [this] { m_toLook->setIcon(icon(QStringLiteral("triangle-alert"), tokens().warning)); });
    connect(m_toLook, &QPushButton::clicked, this, &EmailFoot::findingsWanted);
    m_toLook->hide();
    row->addWidget(m_toLook);
    row->addStretch(1);
    m_size = new SizeMeter(this);
    row->addWidget(m_size);
    m_trial = new TrialPanel(std::move(session), this);
    connect(m_trial, &TrialPanel::personChosen, this, &EmailFoot::personChosen);
    row->addWidget(m_trial);
}

void EmailFoot::setEmail(const model::EmailTemplate &email) {
    m_trial->setEmail(email);
    m_checks = service::TemplateService::checkIds(email);
}

void EmailFoot::showFindings(const std::vector<service::FindingView> &findings, bool isMade) {
    std::set<std::string> failed;
    for (const service::FindingView &finding : findings)
        failed.insert(finding.id.rfind("liquid", 0) == 0 ? "liquid" : finding.id == "template.unknown_field_near" ? "template.unknown_field" : finding.id);
    const auto passed = std::count_if(m_checks.begin(), m_checks.end(), [&](const std::string &id) { return failed.count(id) == 0; });
    m_passed->setVisible(isMade); // most checks look at the email as it was made
    m_passed->setText(tr("%n checks passed", nullptr, int(passed)));
    m_toLook->setText(tr("%n to look at", nullptr, int(findings.size())));
    m_toLook->setAccessibleName(m_toLook->text());
    m_toLook->setVisible(!findings.empty());
}

void EmailFoot::showSize(std::size_t bytes) {
    m_size->setSize(bytes);
}

} // namespace audience::ui
