#include "ui/templates/preview_pane.h"

#include "email/preview_look.h"
#include "qbase/convert.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/email_preview.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr int kPhoneWide = 375, kDesktopWide = 760;
constexpr int kSide = 9, kTop = 26, kBottom = 18; // of the phone around its glass

// What the email lies on: a card, or the glass of a phone.
class Paper final : public QFrame {
public:
    explicit Paper(QWidget *parent) : QFrame(parent) {
        setObjectName(QStringLiteral("previewPaper"));
        auto *layout = new QVBoxLayout(this);
        layout->setSpacing(0);
        setPhone(false);
    }
    void setPhone(bool isPhone) {
        m_isPhone = isPhone;
        if (isPhone)
            layout()->setContentsMargins(kSide, kTop, kSide, kBottom);
        else
            layout()->setContentsMargins(1, 1, 1, 0);
        setMaximumWidth(isPhone ? kPhoneWide + 2 * kSide : kDesktopWide);
        setMinimumWidth(isPhone ? kPhoneWide + 2 * kSide : 0);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Tokens &t = tokens();
        const QRectF edge = QRectF(rect()).adjusted(0.5, 0.5, -0.5, m_isPhone ? -0.5 : 6);
        painter.setPen(QPen(m_isPhone ? t.strongBorder : t.border, 1));
        painter.setBrush(m_isPhone ? t.inset : t.surface);
        painter.drawRoundedRect(edge, m_isPhone ? 22 : 6, m_isPhone ? 22 : 6);
        if (!m_isPhone)
            return;
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.strongBorder);
        painter.drawRoundedRect(QRectF(width() / 2.0 - 26, 11, 52, 5), 2.5, 2.5);
        painter.drawRoundedRect(QRectF(width() / 2.0 - 42, height() - 11, 84, 4), 2, 2);
    }

private:
    bool m_isPhone = false;
};

} // namespace

PreviewPane::PreviewPane(QWidget *parent) : QWidget(parent) {
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    buildBar();
    column->addWidget(m_bar);
    auto *row = makeRow(0);
    column->addLayout(row, 1);
    m_paper = new Paper(this);
    m_preview = new EmailPreview(m_paper);
    m_paper->layout()->addWidget(m_preview);
    row->addWidget(m_paper);
    refresh();
}

void PreviewPane::buildBar() {
    m_bar = new QFrame(this);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kMedium);
    m_darkWays = new SegmentedControl(QStringLiteral("previewDark"), tr("Who makes it dark"), m_bar);
    m_darkWays->addSegment(tr("Its own styles"));
    m_darkWays->addSegment(tr("Partly turned"));
    m_darkWays->addSegment(tr("Fully turned"));
    connect(m_darkWays, &SegmentedControl::currentChanged, this, [this](int way) { setDarkWay(DarkWay(way)); });
    m_about = makeLabel({}, "secondary", m_bar);
    m_about->setObjectName(QStringLiteral("previewAbout"));
    m_about->setWordWrap(true);
    row->addWidget(m_darkWays);
    row->addWidget(m_about, 1);
}

void PreviewPane::setMode(Mode mode) {
    m_mode = mode;
    refresh();
}

void PreviewPane::setDarkWay(DarkWay way) {
    m_way = way;
    m_darkWays->setCurrent(way);
    refresh();
}

void PreviewPane::setPreview(const service::EmailPreview &preview) {
    m_html = preview.html;
    m_hasDark = email::hasDarkStyles(m_html);
    refresh();
}

bool PreviewPane::isSettled() const {
    return !m_preview->isVisible() || m_preview->isRendered();
}

QString PreviewPane::html() const {
    switch (mode()) {
    case Dark:
        if (m_way == OwnStyles)
            return toQString(email::inScheme(m_html, true));
        return toQString(email::darkened(email::inScheme(m_html, false), m_way == PartlyTurned ? email::Darkening::Partly : email::Darkening::Fully));
    case NoPictures:
        return toQString(email::withoutPictures(email::inScheme(m_html, false)));
    case Desktop:
    case Phone:
        break;
    }
    return toQString(email::inScheme(m_html, false));
}

void PreviewPane::refreshDark() {
    m_darkWays->setVisible(mode() == Dark);
    m_bar->setVisible(mode() == Dark || mode() == NoPictures);
    if (mode() == NoPictures)
        return m_about->setText(tr("Pictures are off, as Outlook and many companies have them at first: the alternative texts speak for them."));
    if (m_way == PartlyTurned)
        return m_about->setText(tr("Light grounds and dark words are turned, as Gmail on Android and Outlook.com do it."));
    if (m_way == FullyTurned)
        return m_about->setText(tr("All colours are turned, as Gmail on an iPhone and Outlook for Windows do it."));
    m_about->setText(m_hasDark ? tr("Its own dark styles, as Apple Mail shows them.")
                               : tr("It has no dark styles of its own: Apple Mail leaves it as it is, others turn its colours."));
}

void PreviewPane::refresh() {
    static_cast<Paper *>(m_paper)->setPhone(mode() == Phone);
    refreshDark();
    const QString shown = html();
    if (shown == m_shown && !m_shown.isEmpty())
        return;
    m_shown = shown;
    m_preview->setHtml(shown);
}

} // namespace audience::ui
