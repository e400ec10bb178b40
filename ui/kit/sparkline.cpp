#include "ui/kit/sparkline.h"

#include "ui/kit/theme.h"

#include <QPainter>

#include <algorithm>

namespace audience::ui {

void paintSparkline(QPainter *painter, const QRectF &box, const QVector<double> &values, const QColor &colour) {
    if (values.size() < 2)
        return;
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    const double span = *highest - *lowest;
    QPolygonF line;
    // More points than pixels are not seen.
    const qsizetype step = qMax<qsizetype>(1, values.size() / qMax(1, int(box.width())));
    for (qsizetype i = 0; i < values.size(); i += step) {
        const double share = span > 0 ? (values[i] - *lowest) / span : 0.5;
        line.append({box.left() + box.width() * double(i) / double(values.size() - 1), box.bottom() - share * box.height()});
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(line);
    painter->restore();
}

Sparkline::Sparkline(QWidget *parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Sparkline::setValues(const QVector<double> &values, const QString &words, Tone tone) {
    m_values = values;
    m_tone = tone;
    setAccessibleName(words);
    setToolTip(words);
    update();
}

void Sparkline::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    paintSparkline(&painter, QRectF(rect()).adjusted(1, 3, -1, -3), m_values, m_tone == Tone::Accent ? tokens().data[0] : inkOf(m_tone));
}

SparklineDelegate::SparklineDelegate(int role, bool showsLoss, QObject *parent) : QStyledItemDelegate(parent), m_role(role), m_showsLoss(showsLoss) {}

void SparklineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    painter->save();
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))
        painter->fillRect(option.rect, option.state & QStyle::State_Selected ? tokens().accentSoft : tokens().inset);
    painter->setPen(tokens().border);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    QVector<double> values;
    const QVariant held = index.data(m_role);
    if (held.canConvert<QVariantList>() && held.typeId() != QMetaType::QString) {
        for (const QVariant &value : held.toList())
            values.append(value.toDouble());
    } else {
        const QStringList parts = held.toString().split(QLatin1Char(';'), Qt::SkipEmptyParts);
        for (const QString &part : parts)
            values.append(part.toDouble());
    }
    const bool isLoss = m_showsLoss && values.size() > 1 && values.last() < values.first();
    paintSparkline(painter, QRectF(option.rect).adjusted(10, 7, -10, -8), values, isLoss ? tokens().bad : tokens().data[0]);
    painter->restore();
}

} // namespace audience::ui
