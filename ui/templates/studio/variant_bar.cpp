#include "ui/templates/studio/variant_bar.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace audience::ui {

VariantBar::VariantBar(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("variantBar"));
    setRole(this, "tabRow");
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kPage, space::kTiny, space::kPage, space::kTiny);
    row->setSpacing(space::kSmall);
    m_choice = makeButton(QStringLiteral("variantChoice"), {}, "field", "split", this);
    m_choice->setToolTip(tr("See and change the email itself or one of its variants"));
    m_choice->hide();
    connect(m_choice, &QPushButton::clicked, this, &VariantBar::pick);
    m_mark = makeChip({}, Tone::Accent, this);
    m_mark->setObjectName(QStringLiteral("variantMark"));
    row->addWidget(m_mark);
    m_about = new ElidedLabel({}, "secondary", this);
    row->addWidget(m_about, 1);
    auto *back = makeButton(QStringLiteral("variantBack"), tr("Back to the original"), "quiet", "undo-2", this);
    connect(back, &QPushButton::clicked, this, [this] {
        m_choice->setFocus(); // the button goes
        Q_EMIT variantChosen({});
    });
    row->addWidget(back);
    hide();
}

void VariantBar::show(const QStringList &variants, const QString &chosen) {
    m_variants = variants;
    m_chosen = variants.contains(chosen) ? chosen : QString();
    const bool isWhole = m_chosen.isEmpty();
    m_choice->setText(isWhole ? tr("Original") : tr("Variant %1").arg(m_chosen));
    m_choice->setAccessibleName(tr("Which words: %1").arg(m_choice->text()));
    m_choice->setVisible(!variants.isEmpty());
    setVisible(!isWhole);
    if (isWhole)
        return;
    setChip(m_mark, tr("Variant %1").arg(m_chosen), Tone::Accent);
    m_about->setText(tr("What you change here is changed in variant %1 alone.").arg(m_chosen));
}

void VariantBar::pick() {
    QList<PickerItem> items{{QString(), tr("Original"), tr("the email itself"), QStringLiteral("mail")}};
    for (const QString &name : std::as_const(m_variants))
        items.append({name, tr("Variant %1").arg(name), {}, QStringLiteral("split")});
    Picker::pickOne(m_choice, items, m_chosen, [this](const QStringList &ids) {
        if (ids.first() != m_chosen)
            Q_EMIT variantChosen(ids.first());
    });
}

} // namespace audience::ui
