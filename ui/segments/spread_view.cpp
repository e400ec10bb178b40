#include "ui/segments/spread_view.h"

#include "qbase/convert.h"
#include "ui/kit/theme.h"

#include <QPainter>

#include <algorithm>

namespace audience::ui {

using model::TestOp;

namespace {

bool numberOf(const Json &value, double &number) {
    bool fine = value.is_number();
    if (fine)
        number = value.get<double>();
    else if (value.is_string())
        number = toQString(value.get<std::string>()).toDouble(&fine);
    return fine;
}

} // namespace

SpreadView::SpreadView(QWidget *parent) : QWidget(parent) {
    setFixedSize(72, 24);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void SpreadView::setSpread(const service::Spread &spread) {
    m_spread = spread;
    setVisible(spread.counts.size() > 1);
    update();
}

void SpreadView::setTest(const model::FieldTest &test) {
    m_test = test;
    update();
}

bool SpreadView::passes(const model::FieldTest &test, double value) {
    std::vector<double> values;
    for (const Json &one : test.values)
        if (double number = 0; numberOf(one, number))
            values.push_back(number);
    if (test.op == TestOp::IsNotEmpty)
        return true;
    if (values.empty())
        return false;
    switch (test.op) {
    case TestOp::Greater: return value > values[0];
    case TestOp::GreaterOrEqual: return value >= values[0];
    case TestOp::Less: return value < values[0];
    case TestOp::LessOrEqual: return value <= values[0];
    case TestOp::Equal: return value == values[0];
    case TestOp::NotEqual: return value != values[0];
    case TestOp::Between: return values.size() > 1 && value >= values[0] && value <= values[1];
    case TestOp::NotBetween: return values.size() > 1 && (value < values[0] || value > values[1]);
    default: return std::find(values.begin(), values.end(), value) != values.end();
    }
}

void SpreadView::paintEvent(QPaintEvent *) {
    if (m_spread.counts.empty())
        return;
    QPainter painter(this);
    painter.setPen(Qt::NoPen);
    const double most = double(std::max<std::int64_t>(1, *std::max_element(m_spread.counts.begin(), m_spread.counts.end())));
    const int bars = int(m_spread.counts.size());
    const double wide = double(width()) / bars;
    for (int i = 0; i < bars; ++i) {
        const double count = double(m_spread.counts[std::size_t(i)]);
        if (count <= 0)
            continue;
        const double high = std::max(1.5, count / most * (height() - 2));
        const double low = m_spread.low + i * m_spread.step;
        double wanted = 0;
        const bool isIn = m_test.op == TestOp::Equal
                              ? !m_test.values.empty() && numberOf(m_test.values.front(), wanted) && wanted >= low && wanted < low + m_spread.step
                              : passes(m_test, low + m_spread.step / 2);
        painter.setBrush(isIn ? tokens().accent : tokens().strongBorder);
        painter.drawRect(QRectF(i * wide, height() - high, std::max(1.0, wide - 1), high));
    }
}

} // namespace audience::ui
