#include "ui/kit/theme.h"

#include "ui/kit/accessible.h"
#include "ui/kit/kept.h"
#include "ui/kit/style.h"
#include "ui/kit/style_sheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>

namespace audience::ui {

static Tokens lightTokens() {
    return {QColor(0xF5F6F8),
            QColor(0xFFFFFF),
            QColor(0xF1F3F6),
            QColor(0xE2E6EB),
            QColor(0xCDD4DC),
            QColor(0x1A2330),
            QColor(0x55606E),
            QColor(0x8791A0),
            QColor(0x4457D6),
            QColor(0xECEFFD),
            QColor(0xFFFFFF),
            QColor(0x1D8A5A),
            QColor(0xE4F4EC),
            QColor(0xA8690F),
            QColor(0xFCF1DD),
            QColor(0xC6362B),
            QColor(0xFCE9E7),
            {QColor(0x4457D6), QColor(0xE07B39), QColor(0x1F9E8F), QColor(0xB8478A),
             QColor(0xC79A1E), QColor(0x4FA3D9)}};
}

static Tokens darkTokens() {
    return {QColor(0x14171C),
            QColor(0x1B1F26),
            QColor(0x232831),
            QColor(0x2C323C),
            QColor(0x3C4450),
            QColor(0xE7EAF0),
            QColor(0xA6AFBC),
            QColor(0x6E7887),
            QColor(0x8D9BFF),
            QColor(0x272D4D),
            QColor(0x10131A),
            QColor(0x5CC797),
            QColor(0x1B3329),
            QColor(0xE3B05B),
            QColor(0x382C17),
            QColor(0xF08A80),
            QColor(0x3C2220),
            {QColor(0x8D9BFF), QColor(0xF09A63), QColor(0x4CC3B4), QColor(0xDE7FB5),
             QColor(0xDDBA54), QColor(0x7CC0EA)}};
}

static QString motionKey() {
    return QStringLiteral("look/reducedMotion");
}

Theme::Theme() : m_tokens(lightTokens()) {
    m_reducedMotion = qEnvironmentVariableIsSet("AUDIENCE_REDUCED_MOTION") || Kept::value(motionKey()).toBool();
}

Theme &Theme::instance() {
    static Theme theme;
    return theme;
}

QFont Theme::font(TypeRole role) const {
    static const bool hasInter = QFontDatabase::families().contains(QLatin1String("Inter"));
    QFont font = role == TypeRole::Mono ? QFontDatabase::systemFont(QFontDatabase::FixedFont)
                                        : QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (hasInter && role != TypeRole::Mono)
        font.setFamily(QStringLiteral("Inter"));
    const auto set = [&](int size, QFont::Weight weight) {
        font.setPixelSize(pixels(size));
        font.setWeight(weight);
    };
    switch (role) {
    case TypeRole::Body: set(13, QFont::Normal); break;
    case TypeRole::Secondary: set(12, QFont::Normal); break;
    case TypeRole::SecondaryStrong: set(12, QFont::Medium); break;
    case TypeRole::Medium: set(13, QFont::Medium); break;
    case TypeRole::Strong: set(13, QFont::DemiBold); break;
    case TypeRole::Title: set(15, QFont::DemiBold); break;
    case TypeRole::Figure: set(22, QFont::Bold); break;
    case TypeRole::KeyFigure: set(30, QFont::Bold); break;
    case TypeRole::Mono: set(12, QFont::Normal); break;
    }
    return font;
}

int Theme::pixels(int size) const {
    return qRound(size * m_textScale);
}

void Theme::setTextScale(qreal scale) {
    scale = qBound(0.8, scale, 2.0);
    if (qFuzzyCompare(scale, m_textScale))
        return;
    m_textScale = scale;
    apply(m_scheme);
}

void Theme::setReducedMotion(bool reduced) {
    m_reducedMotion = reduced;
    Kept::keep(motionKey(), reduced);
}

void Theme::apply(Scheme scheme) {
    installAccessibility();
    m_scheme = scheme;
    m_tokens = scheme == Scheme::Light ? lightTokens() : darkTokens();
    const Tokens &t = m_tokens;
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.inset);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.tertiary);
    palette.setColor(QPalette::Button, t.surface);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.onAccent);
    palette.setColor(QPalette::Highlight, t.accentSoft);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::ToolTipBase, t.text);
    palette.setColor(QPalette::ToolTipText, t.surface);
    palette.setColor(QPalette::Light, t.surface);
    palette.setColor(QPalette::Midlight, t.inset);
    palette.setColor(QPalette::Mid, t.border);
    palette.setColor(QPalette::Dark, t.strongBorder);
    palette.setColor(QPalette::Shadow, t.strongBorder);
    for (const auto role : {QPalette::Text, QPalette::ButtonText, QPalette::WindowText})
        palette.setColor(QPalette::Disabled, role, t.tertiary);
    palette.setColor(QPalette::Disabled, QPalette::Base, t.inset);
    if (!m_isInstalled) {
        QApplication::setStyle(new Style);
        installFocusRing();
        installPlainToolTips();
        m_isInstalled = true;
    }
    QApplication::setPalette(palette);
    if (QApplication::font() != font(TypeRole::Body))
        QApplication::setFont(font(TypeRole::Body));
    // Taken off first: Qt restyles a changed sheet once for each ancestor of a widget, a new one once.
    qApp->setStyleSheet({});
    qApp->setStyleSheet(styleSheetOf(t, m_scheme, m_textScale));
    Q_EMIT changed();
}

} // namespace audience::ui
