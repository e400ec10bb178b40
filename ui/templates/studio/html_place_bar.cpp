#include "ui/templates/studio/html_place_bar.h"

#include "qbase/convert.h"
#include "service/asset_service.h"
#include "service/session.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/asset_picker.h"
#include "ui/templates/studio/html_desk.h"
#include "ui/templates/studio/property_field_text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace audience::ui {

using email::HtmlPlace;
using email::PlacePart;

namespace {

constexpr int kMostShown = 1200; // pixels a picture of an email is shown at, at most

}

HtmlPlaceBar::HtmlPlaceBar(HtmlDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_session(std::move(session)) {
    setObjectName(QStringLiteral("htmlPlaceBar"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, space::kMedium);
    row->setSpacing(space::kSmall);
    m_hint = makeLabel(tr("Click a text, a link or a picture to change it; Tab goes from one to the next, Enter begins."), "secondary", this);
    m_hint->setWordWrap(true);
    row->addWidget(m_hint, 1);
    m_words = add("htmlWords", tr("Words"), PlacePart::Words, false);
    m_address = add("htmlAddress", tr("Picture"), PlacePart::Address, false);
    m_replace = makeButton(QStringLiteral("htmlReplace"), tr("Replace"), "", "image", this);
    m_replace->setToolTip(tr("Choose a picture from the library"));
    connect(m_replace, &QPushButton::clicked, this, &HtmlPlaceBar::replacePicture);
    row->addWidget(m_replace, 0, Qt::AlignBottom);
    m_link = add("htmlLink", tr("Link"), PlacePart::Address, true);
    connect(m_desk, &HtmlDesk::selectionChanged, this, &HtmlPlaceBar::refresh);
    connect(m_desk, &HtmlDesk::placesChanged, this, &HtmlPlaceBar::refresh);
    refresh();
}

HtmlPlaceBar::Part HtmlPlaceBar::add(const char *objectName, const QString &name, PlacePart part, bool isOfLink) {
    Part one;
    one.part = part;
    one.isOfLink = isOfLink;
    one.holder = new QWidget(this);
    auto *column = new QVBoxLayout(one.holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTiny);
    one.name = makeLabel(name, "secondary", one.holder);
    column->addWidget(one.name);
    one.edit = new FieldText(true, one.holder);
    one.edit->setObjectName(QLatin1String(objectName));
    one.edit->setAccessibleName(name);
    one.edit->offerFields([this] { return m_fields; });
    one.edit->installEventFilter(this);
    one.name->setBuddy(one.edit);
    column->addWidget(one.edit);
    layout()->addWidget(one.holder);
    static_cast<QHBoxLayout *>(layout())->setStretchFactor(one.holder, 1);
    connect(one.edit, &FieldText::edited, this, [this, one] { take(one); });
    connect(one.edit, &FieldText::left, this, [this, one] {
        ui::setProperty(one.edit, "invalid", false);
        m_desk->settle();
        refresh();
    });
    return one;
}

int HtmlPlaceBar::placeOf(const Part &part) const {
    const int place = m_desk->selected();
    if (place < 0 || place >= int(m_desk->places().size()))
        return -1;
    const HtmlPlace &selected = m_desk->places()[std::size_t(place)];
    if (part.isOfLink)
        return selected.kind == HtmlPlace::Kind::Link ? place : selected.link ? int(*selected.link) : -1;
    if (selected.kind == HtmlPlace::Kind::Link || (part.part == PlacePart::Address && selected.kind != HtmlPlace::Kind::Picture))
        return -1;
    return place;
}

void HtmlPlaceBar::refresh() {
    if (m_desk->isChanging())
        return; // the field says more than the places, which are those of before
    bool isAny = false;
    for (const Part *part : {&m_words, &m_address, &m_link}) {
        const int place = placeOf(*part);
        part->holder->setVisible(place >= 0);
        isAny = isAny || place >= 0;
        if (place < 0)
            continue;
        const HtmlPlace &one = m_desk->places()[std::size_t(place)];
        const bool isWhole = part->part == PlacePart::Words || !isEmbedded(one.address);
        part->edit->put(!isWhole ? QString() : toQString(part->part == PlacePart::Words ? one.text : one.address));
        part->edit->setPlaceholderText(isWhole ? QString() : embeddedWords(one.address));
        if (part == &m_words) {
            m_words.name->setText(one.kind == HtmlPlace::Kind::Picture ? tr("Alternative text") : one.isHeading ? tr("Heading") : tr("Text"));
            m_words.edit->setAccessibleName(m_words.name->text());
        }
    }
    m_replace->setVisible(placeOf(m_address) >= 0);
    m_hint->setVisible(!isAny);
}

void HtmlPlaceBar::take(const Part &part) {
    const bool isTaken = m_desk->change(placeOf(part), part.part, part.edit->words());
    ui::setProperty(part.edit, "invalid", !isTaken);
}

void HtmlPlaceBar::showWords(const QString &words) {
    m_words.edit->put(words);
}

void HtmlPlaceBar::enter() {
    for (const Part *part : {&m_words, &m_address, &m_link})
        if (part->holder->isVisible())
            return part->edit->setFocus(Qt::TabFocusReason);
}

void HtmlPlaceBar::replacePicture() {
    const int place = placeOf(m_address);
    if (place < 0)
        return;
    const HtmlPlace &one = m_desk->places()[std::size_t(place)];
    pickAsset(this, m_session, one.address, kMostShown,
              [this, place](const service::AssetView &asset) { m_desk->replacePicture(place, toQString(asset.reference()), toQString(asset.alt)); });
}

bool HtmlPlaceBar::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape)
            m_desk->takeBack();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_desk->settle();
            refresh();
            Q_EMIT left();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace audience::ui
