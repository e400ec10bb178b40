#include "ui/templates/imprint_panel.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace audience::ui {

using service::Imprint;

ImprintPanel::ImprintPanel(std::shared_ptr<service::Session> session, QWidget *parent) : QFrame(parent), m_session(std::move(session)) {
    setObjectName(QStringLiteral("imprintPanel"));
    setRole(this, "card");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, space::kSmall, 12, 12);
    layout->setSpacing(space::kSmall);
    auto *head = makeRow();
    head->addWidget(makeIcon("circle-alert", Tone::Bad, 16, this), 0, Qt::AlignTop);
    m_title = makeLabel({}, "strong", this);
    m_title->setObjectName(QStringLiteral("imprintTitle"));
    m_title->setWordWrap(true);
    head->addWidget(m_title, 1);
    layout->addLayout(head);
    auto *row = makeRow();
    const auto addField = [&](const char *name, const QString &words, const QString &example, int stretch) {
        auto *field = new QLineEdit(this);
        field->setObjectName(QLatin1String(name));
        field->setAccessibleName(words);
        field->setPlaceholderText(example);
        field->setToolTip(words);
        field->setMaxLength(300);
        connect(field, &QLineEdit::returnPressed, this, &ImprintPanel::keep);
        connect(field, &QLineEdit::textChanged, this, [this] { m_keep->setEnabled(!m_name->text().trimmed().isEmpty() && !m_address->text().trimmed().isEmpty()); });
        static_cast<QHBoxLayout *>(row)->addWidget(field, stretch);
        return field;
    };
    m_keep = makeButton(QStringLiteral("imprintKeep"), tr("Fill in"), "", "check", this);
    m_name = addField("imprintName", tr("The name your emails come from"), tr("Name, e.g. Harbour Books"), 2);
    m_address = addField("imprintAddress", tr("Your postal address"), tr("Postal address, e.g. Harbour Books Ltd, 1 Quay Street, Leeds"), 4);
    connect(m_keep, &QPushButton::clicked, this, &ImprintPanel::keep);
    row->addWidget(m_keep);
    layout->addLayout(row);
    hide();
}

void ImprintPanel::ask(const std::vector<service::FindingView> &findings) {
    bool name = false, address = false;
    for (const service::FindingView &finding : findings) {
        name = name || finding.id == "template.no_sender_name";
        address = address || finding.id == "template.no_postal_address";
    }
    if (!name && !address)
        return hide();
    m_title->setText(address ? tr("Your postal address is missing; mailbox providers and the law ask for it")
                             : tr("The name your emails come from is missing"));
    setAccessibleName(m_title->text());
    if (!isHidden())
        return;
    fill();
    show();
}

void ImprintPanel::fill() {
    inBackground(this, [session = m_session] { return service::imprintOf(*session); }, [this](Result<Imprint> imprint) {
        if (!imprint)
            return Q_EMIT failed(imprint.error());
        m_before = *imprint;
        if (m_name->text().isEmpty())
            m_name->setText(imprint->name.empty() ? toQString(m_session->displayName()) : toQString(imprint->name));
        if (m_address->text().isEmpty())
            m_address->setText(toQString(imprint->postalAddress));
        m_name->setCursorPosition(0);
    });
}

void ImprintPanel::keep() {
    const Imprint imprint{toUtf8(m_name->text().trimmed()), toUtf8(m_address->text().trimmed())};
    if (imprint.name.empty())
        return m_name->setFocus();
    if (imprint.postalAddress.empty())
        return m_address->setFocus();
    m_keep->setEnabled(false);
    inBackground(this, [session = m_session, imprint] { return service::saveImprint(*session, imprint); }, [this](Result<void> done) {
        m_keep->setEnabled(true);
        if (!done)
            return Q_EMIT failed(done.error());
        hide();
        m_name->clear();
        m_address->clear();
        Q_EMIT kept(m_before);
    });
}

} // namespace audience::ui
