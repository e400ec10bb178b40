// The design tokens of the window, light and dark, and how they become palette and style sheet.
// The one place for colours, type sizes and spacing; main thread only.
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>

#include <array>

class QApplication;

namespace audience::ui {

enum class Scheme { Light, Dark };

struct Tokens {
    QColor window, surface, inset, border, strongBorder;
    QColor text, secondary, tertiary;
    QColor accent, accentSoft, onAccent;
    QColor good, goodSoft, warning, warningSoft, bad, badSoft;
    std::array<QColor, 6> data;
};

// Spacing in device-independent pixels.
namespace space {
constexpr int kTiny = 4, kSmall = 8, kMedium = 12, kPage = 16;
constexpr int kControl = 30, kRow = 28, kRail = 176, kRailCollapsed = 56, kTopBar = 48;
} // namespace space

enum class TypeRole { Body, Secondary, Strong, Title, Figure, KeyFigure, Mono };

class Theme final : public QObject {
    Q_OBJECT
public:
    static Theme &instance();
    void apply(Scheme scheme);
    Scheme scheme() const { return m_scheme; }
    const Tokens &tokens() const { return m_tokens; }
    QFont font(TypeRole role) const;

Q_SIGNALS:
    void changed();

private:
    Theme();
    QString styleSheet() const;
    Scheme m_scheme = Scheme::Light;
    Tokens m_tokens;
};

inline const Tokens &tokens() {
    return Theme::instance().tokens();
}

} // namespace audience::ui
