#include "app/gui/shots/sample_studio.h"

#include "app/bootstrap/bootstrap.h"
#include "app/gui/shots/stage.h"
#include "qbase/convert.h"
#include "service/asset_service.h"
#include "service/email_texts.h"
#include "service/session.h"
#include "service/studio_service.h"
#include "service/template_review.h"
#include "service/template_service.h"
#include "ui/kit/page.h"
#include "ui/pictures/picture_codec.h"
#include "ui/shell/main_window.h"

#include <QImage>
#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

namespace audience::gui {

using namespace service;
using model::EmailTemplate;

namespace {

constexpr const char *kWinBack = "Win-back 1", *kInReview = "Autumn letter", *kApproved = "Members' evening", *kFaulty = "Old newsletter";

// %hero, %jacket, %cap and %pack: pictures of the library.
constexpr const char *kBlocks = R"json({"audience_blocks": 1,
 "page": {"width": 600, "language": "en", "title": "Win-back", "background": "brand.background", "content": "brand.surface", "font": "brand.body",
  "heading_font": "brand.heading", "color": "brand.text", "heading_color": "brand.text", "button_fill": "brand.primary", "button_color": "brand.on_primary"},
 "sections": [
  {"id": "head", "name": "Header", "background": "brand.primary", "columns": [{"id": "c1", "blocks": [
   {"id": "b1", "kind": "text", "content": [{"spans": [{"liquid": "{{ sender_name }}", "bold": true}]}], "size": 18, "color": "brand.on_primary", "padding": [14, 28, 14, 28]}]}]},
  {"id": "lead", "name": "Opening", "columns": [{"id": "c2", "blocks": [
   {"id": "b2", "kind": "image", "src": "%hero", "alt": "A bay in the first light", "padding": 0},
   {"id": "b3", "kind": "heading", "level": 1, "content": [{"text": "We saved your size, "}, {"liquid": "{{ first_name | default: \"friend\" }}"}], "size": 27, "padding": [24, 28, 4, 28]},
   {"id": "b4", "name": "Intro text", "kind": "text", "content": [{"spans": [{"text": "It has been a while since your last order. The jackets you looked at are back, and returns stay free until 31 January."}]}],
    "font": "brand.heading", "size": 17, "padding": [4, 28, 8, 28]}]}]},
  {"id": "goods", "name": "Products", "columns": [{"id": "c3", "blocks": [
   {"id": "b5", "kind": "products", "columns": 3, "padding": [8, 20, 8, 20], "items": [
    {"src": "%jacket", "alt": "Fell jacket", "title": "Fell jacket", "price": "129.00 €", "href": "https://shop.example.com/p/fell-jacket"},
    {"src": "%cap", "alt": "Wool cap", "title": "Wool cap", "price": "24.00 €", "href": "https://shop.example.com/p/wool-cap"},
    {"src": "%pack", "alt": "Day pack", "title": "Day pack", "price": "79.00 €", "href": "https://shop.example.com/p/day-pack"}]},
   {"id": "b6", "kind": "button", "text": "See what is new", "href": "https://shop.example.com/new", "inner": [12, 28, 12, 28], "radius": 4, "padding": [12, 28, 24, 28]}]}]},
  {"id": "foot", "name": "Footer", "columns": [{"id": "c4", "blocks": [
   {"id": "b7", "kind": "footer", "content": [{"spans": [{"text": "You get this because you bought something in our shop."}]}], "unsubscribe": "Unsubscribe", "padding": [8, 28, 24, 28]}]}]}]})json";

constexpr const char *kMistakes = R"html(<!DOCTYPE html>
<html lang="en">
<head><title>Newsletter</title></head>
<body style="margin:0;background:#ffffff">
  <h1>Hello {{ frist_name }}</h1>
  <p style="color:#c8c8c8">Everything must go: ACT NOW and click here for the best price!!!</p>
  <p><img src="https://img.example.com/banner.png" width="600"></p>
  <p><a href="https://shop.example.com/sale">To the sale</a> or <a href="https://shop.example.com/[LINK]">read more</a></p>
  <p>Lorem ipsum dolor sit amet</p>
</body>
</html>
)html";

struct Picture {
    const char *name, *alt, *file;
    QSize size;
    QColor from, to, shape;
};

const Picture kPictures[] = {
    {"Morning bay", "A bay in the first light", "morning-bay.png", {1200, 420}, QColor(0xcf, 0xe3, 0xec), QColor(0xe9, 0xc4, 0xa2), QColor(0x24, 0x44, 0x5a)},
    {"Fell jacket", "Fell jacket, green", "fell-jacket.png", {640, 480}, QColor(0xd9, 0xe6, 0xdc), QColor(0xbb, 0xd2, 0xc3), QColor(0x3f, 0x6f, 0x5b)},
    {"Wool cap", "Wool cap, sand", "wool-cap.png", {640, 480}, QColor(0xe9, 0xdc, 0xc6), QColor(0xdc, 0xc5, 0xa0), QColor(0x9a, 0x6b, 0x34)},
    {"Day pack", "Day pack, blue", "day-pack.png", {640, 480}, QColor(0xd5, 0xdb, 0xe9), QColor(0xb4, 0xbf, 0xdb), QColor(0x41, 0x53, 0x8f)},
    {"Autumn wood", "Beeches in October", "autumn-wood.png", {1200, 600}, QColor(0xf3, 0xe2, 0xc8), QColor(0xd9, 0x8f, 0x4e), QColor(0x7a, 0x3e, 0x1d)},
    {"Workshop", "", "workshop.png", {900, 600}, QColor(0xe8, 0xea, 0xee), QColor(0xb9, 0xc1, 0xcc), QColor(0x4a, 0x56, 0x66)}};

// A field of colour with hills or a thing in front of it: no photograph, and pleasant to look at.
QImage paint(const Picture &one) {
    QImage image(one.size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const double w = one.size.width(), h = one.size.height();
    QLinearGradient ground(0, 0, w, h);
    ground.setColorAt(0, one.from);
    ground.setColorAt(1, one.to);
    painter.fillRect(image.rect(), ground);
    painter.setPen(Qt::NoPen);
    QColor shape = one.shape;
    if (w / h < 1.4) { // a thing
        painter.setBrush(shape);
        painter.drawRoundedRect(QRectF(w * 0.34, h * 0.26, w * 0.32, h * 0.52), w * 0.09, w * 0.09);
        shape.setAlphaF(0.35F);
        painter.setBrush(shape);
        painter.drawEllipse(QRectF(w * 0.28, h * 0.80, w * 0.44, h * 0.07));
        return image;
    }
    painter.setBrush(QColor(255, 255, 255, 150));
    painter.drawEllipse(QPointF(w * 0.72, h * 0.34), h * 0.13, h * 0.13);
    for (int hill = 0; hill < 3; ++hill) {
        shape.setAlphaF(0.28F + 0.24F * float(hill));
        QPainterPath path(QPointF(0, h));
        path.lineTo(0, h * (0.62 + 0.1 * hill));
        path.cubicTo(w * (0.2 + 0.1 * hill), h * (0.38 + 0.12 * hill), w * (0.5 - 0.08 * hill), h * (0.95 - 0.04 * hill), w, h * (0.52 + 0.14 * hill));
        path.lineTo(w, h);
        painter.setBrush(shape);
        painter.drawPath(path);
    }
    return image;
}

Result<std::vector<AssetView>> pictures(Session &session) {
    AssetService assets(session);
    std::vector<AssetView> kept;
    for (const Picture &one : kPictures) {
        TRY_ASSIGN(AssetView asset, assets.add(ui::pngOf(paint(one)), {one.name, one.alt, 600}, &ui::pictureCodec()));
        kept.push_back(std::move(asset));
    }
    return kept;
}

Result<EmailTemplate> winBack(const std::vector<AssetView> &pictures) {
    QString json = QString::fromUtf8(kBlocks);
    const char *places[] = {"%hero", "%jacket", "%cap", "%pack"};
    for (std::size_t i = 0; i < std::size(places); ++i)
        json.replace(QLatin1String(places[i]), toQString(pictures[i].reference()));
    TRY_ASSIGN(const Json parsed, parseJson(toUtf8(json)));
    model::Findings findings;
    EmailTemplate email;
    email.name = kWinBack;
    email.subject = "We kept these for you, {{ first_name | default: \"there\" }}";
    email.preheader = "Your size is back";
    email.language = "en";
    email.blocks = model::blockDocumentFromJson(parsed, findings);
    if (!email.blocks)
        return Error(ErrorKind::Internal, "shots.no_part").with("part", "email");
    return email;
}

Result<void> change(EmailTemplate &email, const char *part, const char *property, const Json &value) {
    TRY_ASSIGN(email.blocks, model::setPartProperty(*email.blocks, part, property, value));
    return {};
}

// The first so many texts in another language.
Result<model::EmailContent> translated(const EmailTemplate &email, const char *language, std::initializer_list<const char *> words) {
    const model::EmailContent own = model::contentOf(email);
    model::EmailContent other;
    auto next = words.begin();
    for (const EmailText &text : emailTexts(own, other)) {
        if (next == words.end())
            break;
        if (text.isAddress)
            continue;
        TRY_ASSIGN(other, withText(std::move(other), own, text.key, *next++, language));
    }
    return other;
}

Result<TemplateView> kept(Session &session, TemplateView view) {
    return TemplateService(session).save(view);
}

// Three versions by two people, in three languages and with a variant.
Result<TemplateView> makeWinBack(Session &mine, Session &theirs, const std::vector<AssetView> &pictures) {
    TemplateView view;
    TRY_ASSIGN(view.email, winBack(pictures));
    view.email.subject = "We miss you, {{ first_name | default: \"there\" }}";
    TRY_ASSIGN(view, kept(mine, view));
    view.email.subject = "We kept these for you, {{ first_name | default: \"there\" }}";
    TRY(change(view.email, "b6", "text", "Have a look"));
    TRY(change(view.email, "b4", "size", 16));
    TRY_ASSIGN(view, kept(theirs, view));
    TRY(change(view.email, "b6", "text", "See what is new"));
    TRY(change(view.email, "b4", "size", 17));
    TRY_ASSIGN(auto german, translated(view.email, "de", {"Das haben wir Ihnen aufgehoben", "Ihre Größe ist wieder da", "Wieder da", "<1>{{ sender_name }}</1>", "Ein Morgen an der Bucht", "Ihre Größe liegt bereit"}));
    TRY_ASSIGN(auto french, translated(view.email, "fr", {"Nous les avons gardés pour vous", "Votre taille est revenue"}));
    view.email.translations = {{"de", std::move(german)}, {"fr", std::move(french)}};
    model::EmailContent variant;
    variant.subject = "Back in your size: the Fell jacket";
    variant.preheader = "Free returns until 31 January";
    view.email.variants = {{"B", std::move(variant)}};
    return kept(mine, view);
}

Result<TemplateView> makeCopy(Session &author, const EmailTemplate &like, const char *name, const char *subject) {
    TemplateView view;
    view.email = like;
    view.email.name = name;
    view.email.subject = subject;
    view.email.translations.clear();
    view.email.variants.clear();
    TRY_ASSIGN(view, kept(author, view));
    TRY(TemplateReviewService(author).ask(view.id, view.revision));
    return view;
}

Result<void> saveParts(Session &session, const model::BlockDocument &document) {
    StudioService studio(session);
    for (const auto &[id, name] : {std::pair("head", "Header with the name"), std::pair("goods", "Three products"), std::pair("foot", "Footer")}) {
        SavedBlockView saved;
        saved.name = name;
        saved.isSection = true;
        saved.part = *document.part(id);
        TRY(studio.saveBlock(saved));
    }
    return {};
}

Result<void> make(Stage &stage) {
    Session &mine = stage.session();
    Session::Options options = bootstrap::sessionOptions();
    options.environment.actor = "Jonas";
    TRY_ASSIGN(const auto theirs, Session::open(mine.workspace().path(), options));
    TRY_ASSIGN(const auto shown, pictures(mine));
    TRY_ASSIGN(const TemplateView first, makeWinBack(mine, *theirs, shown));
    TRY(saveParts(mine, *first.email.blocks));
    TRY(makeCopy(*theirs, first.email, kInReview, "The wood turns red, {{ first_name | default: \"there\" }}"));
    TRY_ASSIGN(const TemplateView approved, makeCopy(*theirs, first.email, kApproved, "An evening for members"));
    TRY(TemplateReviewService(mine).approve(approved.id, approved.revision));
    TemplateView faulty;
    faulty.email.name = kFaulty;
    faulty.email.subject = "NEWS!!!";
    faulty.email.html = kMistakes;
    return kept(mine, faulty) ? Result<void>() : Error(ErrorKind::Internal, "shots.no_part").with("part", kFaulty);
}

Result<QString> idOf(Session &session, const char *name) {
    TRY_ASSIGN(const TemplateView view, TemplateService(session).findByName(name));
    return QString::number(view.id.value);
}

} // namespace

Result<SampleEmails> sampleEmails(Stage &stage) {
    if (!TemplateService(stage.session()).findByName(kFaulty)) {
        TRY(make(stage));
        for (auto *page : stage.window()->findChildren<ui::Page *>())
            page->workspaceChanged();
        TRY(stage.settle());
    }
    SampleEmails emails;
    TRY_ASSIGN(emails.winBack, idOf(stage.session(), kWinBack));
    TRY_ASSIGN(emails.inReview, idOf(stage.session(), kInReview));
    TRY_ASSIGN(emails.approved, idOf(stage.session(), kApproved));
    TRY_ASSIGN(emails.faulty, idOf(stage.session(), kFaulty));
    return emails;
}

} // namespace audience::gui
