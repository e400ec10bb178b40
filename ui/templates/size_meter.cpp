#include "ui/templates/size_meter.h"

#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QPainter>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr std::size_t kClip = 102 * 1024; // Gmail cuts what is longer
constexpr int kBarWide = 52, kBarTall = 6, kGap = 8, kSide = 6;
constexpr double kScale = 1.25; // the bar goes on behind the mark

QString kilobytes(std::size_t bytes) {
    return interfaceLocale().toString(double(bytes) / 1024.0, 'f', bytes < 10240 ? 1 : 0);
}

} // namespace

SizeMeter::SizeMeter(QWidget *parent) : QPushButton(parent) {
    setObjectName(QStringLiteral("sizeMeter"));
    ui::setProperty(this, "role", QStringLiteral("word"));
    setEnabled(false);
    connect(this, &QPushButton::clicked, this, &SizeMeter::list);
    connect(&Theme::instance(), &Theme::changed, this, &QWidget::updateGeometry);
    setSize(0);
}

QString SizeMeter::words() const {
    return tr("%1 KB of 102 KB").arg(kilobytes(m_bytes));
}

void SizeMeter::setSize(std::size_t bytes) {
    m_bytes = bytes;
    setAccessibleName(bytes > kClip ? tr("%1: Gmail shows the first 102 KB").arg(words()) : words());
    setToolTip(bytes > kClip ? tr("Gmail shows the first 102 KB and hides the rest behind a link. Shorten the largest sections.")
                             : tr("At 102 KB, where the mark is, Gmail hides the rest behind a link."));
    updateGeometry();
    update();
}

void SizeMeter::setSections(const QList<Section> &sections) {
    m_sections = sections;
    setEnabled(!sections.isEmpty());
}

void SizeMeter::list() {
    QList<Section> sections = m_sections;
    std::stable_sort(sections.begin(), sections.end(), [](const Section &a, const Section &b) { return a.bytes > b.bytes; });
    QList<PickerItem> items;
    for (const Section &one : std::as_const(sections))
        items.append({one.id, one.title, tr("%1 KB").arg(kilobytes(one.bytes)), {}});
    Picker::pickOne(this, items, {}, [this](const QStringList &ids) { Q_EMIT sectionChosen(ids.first()); });
}

QSize SizeMeter::sizeHint() const {
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Secondary));
    return {kBarWide + kGap + metrics.horizontalAdvance(words()) + 2 * kSide, Theme::instance().pixels(24)};
}

void SizeMeter::paintEvent(QPaintEvent *) {
    const Tokens &tokens = Theme::instance().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() && isEnabled()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.inset);
        painter.drawRoundedRect(rect(), 4, 4);
    }
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const double left = isMirrored ? width() - kSide - kBarWide : kSide, top = (height() - kBarTall) / 2.0;
    const double share = std::min(1.0, double(m_bytes) / (double(kClip) * kScale)), mark = 1 / kScale;
    const QColor ink = m_bytes > kClip ? tokens.bad : m_bytes > kClip * 9 / 10 ? tokens.warning : tokens.accent;
    const auto bar = [&](double from, double to) { return QRectF(isMirrored ? left + kBarWide * (1 - to) : left + kBarWide * from, top, kBarWide * (to - from), kBarTall); };
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.border);
    painter.drawRoundedRect(bar(0, 1), kBarTall / 2.0, kBarTall / 2.0);
    painter.setBrush(ink);
    painter.drawRoundedRect(bar(0, std::max(share, 0.06)), kBarTall / 2.0, kBarTall / 2.0);
    painter.setBrush(tokens.text);
    const QRectF at = bar(mark, mark);
    painter.drawRect(QRectF(at.left() - 0.75, top - 3, 1.5, kBarTall + 6));
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    painter.setPen(m_bytes > kClip ? tokens.bad : tokens.tertiary);
    const QRectF words(isMirrored ? kSide : kSide + kBarWide + kGap, 0, width() - kBarWide - kGap - 2 * kSide, height());
    painter.drawText(words, Qt::AlignVCenter | (isMirrored ? Qt::AlignRight : Qt::AlignLeft), this->words());
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace audience::ui
