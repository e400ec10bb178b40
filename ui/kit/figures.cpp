#include "ui/kit/figures.h"

#include <algorithm>

namespace audience::ui {

static int digitWidth(const QFontMetrics &metrics) {
    int widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        widest = qMax(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

// Text of other scripts must be shaped as a whole.
static bool isPlain(const QString &text) {
    return text.size() <= 40 && std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x250 || c.isSpace() || c == QChar(0x20AC) || c == QChar(0x2212) || c == QChar(0x2013); });
}

int figuresWidth(const QFontMetrics &metrics, const QString &text) {
    if (!isPlain(text))
        return metrics.horizontalAdvance(text);
    const int digit = digitWidth(metrics);
    int width = 0;
    for (const QChar c : text)
        width += c.isDigit() ? digit : metrics.horizontalAdvance(c);
    return width;
}

void drawFigures(QPainter *painter, const QRect &box, Qt::Alignment alignment, const QString &text) {
    const QFontMetrics metrics = painter->fontMetrics();
    const int width = figuresWidth(metrics, text);
    if (!isPlain(text) || width > box.width()) {
        painter->drawText(box, int(alignment | Qt::AlignVCenter), metrics.elidedText(text, Qt::ElideRight, box.width()));
        return;
    }
    const int digit = digitWidth(metrics);
    int x = alignment & Qt::AlignRight ? box.right() - width + 1 : box.left();
    const int y = box.top() + (box.height() - metrics.height()) / 2 + metrics.ascent();
    // Words between the digits keep their kerning.
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at + 1;
        const bool isDigit = text[at].isDigit();
        while (!isDigit && end < text.size() && !text[end].isDigit())
            ++end;
        const QString part = text.mid(at, end - at);
        int wide = digit;
        if (isDigit) {
            painter->drawText(x + (digit - metrics.horizontalAdvance(text[at])) / 2, y, part);
        } else {
            wide = 0;
            for (const QChar c : part)
                wide += metrics.horizontalAdvance(c);
            painter->drawText(x, y, part);
        }
        x += wide;
        at = end;
    }
}

} // namespace audience::ui
