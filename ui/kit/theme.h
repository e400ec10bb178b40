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

enum class TypeRole { Body, Secondary, Strong, Title, Figure, KeyFigure, Mono, Medium, SecondaryStrong };

class Theme final : public QObject {
    Q_OBJECT
public:
    static Theme &instance();
    void apply(Scheme scheme);
    Scheme scheme() const { return m_scheme; }
    const Tokens &tokens() const { return m_tokens; }
    QFont font(TypeRole role) const;
    // Larger letters for who needs them; lengths that hold text grow with it.
    qreal textScale() const { return m_textScale; }
    void setTextScale(qreal scale);
    int pixels(int size) const; // a length at text scale 1 as it is now
    int controlHeight() const { return pixels(space::kControl); }
    int rowHeight() const { return pixels(space::kRow); }
    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced); // kept over restarts

Q_SIGNALS:
    void changed();

private:
    Theme();
    Scheme m_scheme = Scheme::Light;
    qreal m_textScale = 1;
    bool m_reducedMotion = false, m_isInstalled = false;
    Tokens m_tokens;
};

inline const Tokens &tokens() {
    return Theme::instance().tokens();
}

// Runs `act` now and after every change of the theme, as long as `owner` lives.
template <class Act> void withTheme(QObject *owner, Act act) {
    act();
    QObject::connect(&Theme::instance(), &Theme::changed, owner, act);
}

} // namespace audience::ui
