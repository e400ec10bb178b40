#include "service/contact_sheet.h"

#include "base/rng.h"
#include "service/people.h"
#include "service/person_words.h"
#include "service/session.h"
#include "service/template_service.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace audience::service {
namespace {

constexpr int kMost = 48;

struct Chosen {
    std::string key;
    std::vector<EdgePerson> why;
};

// Everybody is cut into as many parts as people are wanted; one of each.
Result<std::vector<Chosen>> choose(Session &session, const model::EmailTemplate &email, const People &people, const SheetOptions &options, const CancelToken &cancel) {
    TRY_ASSIGN(const auto edges, edgePeople(session, email, cancel));
    std::vector<Chosen> chosen;
    const auto wanted = static_cast<std::size_t>(options.people);
    const auto known = [&](const std::string &key) { return std::find_if(chosen.begin(), chosen.end(), [&](const Chosen &one) { return one.key == key; }); };
    for (const EdgePerson &one : edges) {
        if (const auto same = known(one.key); same != chosen.end())
            same->why.push_back(one);
        else if (chosen.size() < (wanted + 1) / 2)
            chosen.push_back({one.key, {one}});
    }
    std::vector<Ordinal> all;
    people.snapshot().members().forEach([&](Ordinal person) {
        all.push_back(person);
        return true;
    });
    SeededRng rng(options.seed);
    const std::size_t parts = wanted - std::min(wanted, chosen.size());
    for (std::size_t part = 0; part < parts; ++part) {
        const std::size_t from = all.size() * part / parts, to = all.size() * (part + 1) / parts;
        for (int attempt = 0; attempt < 8 && from < to; ++attempt) {
            TRY_ASSIGN(std::string key, people.keyOf(all[from + rng.below(to - from)]));
            if (known(key) != chosen.end())
                continue;
            chosen.push_back({std::move(key), {}});
            break;
        }
    }
    return chosen;
}

Result<std::string> nameOf(const People &people, Ordinal person) {
    std::string name;
    for (const std::string &column : nameColumns(people.dataset().fields)) {
        TRY_ASSIGN(const std::string words, people.text(column, person));
        if (!words.empty())
            name += (name.empty() ? "" : " ") + words;
    }
    return name;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : std::string(1, c);
    return out;
}

std::string numbered(std::size_t index) {
    const std::string number = std::to_string(index + 1);
    return (number.size() < 2 ? "0" : "") + number + ".html";
}

Result<void> write(const std::filesystem::path &path, const std::string &text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    return file ? Result<void>() : Result<void>(Error(ErrorKind::Io, "data.cannot_write").with("path", path.string()));
}

// Nothing in it may be loaded or run, whatever shows it.
constexpr std::string_view kNothingElse =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self' file:\">\n";
constexpr std::string_view kHead = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n";
constexpr std::string_view kStyle = "<style>body{font:14px sans-serif;margin:24px;color:#1a2330;background:#f4f6f8}h1{font-size:20px}"
                                    "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:24px}"
                                    "article{background:#fff;border:1px solid #d8dee6;border-radius:8px;padding:12px}"
                                    "iframe{width:600px;height:700px;border:0;transform:scale(.46);transform-origin:0 0;margin:0 -324px -378px 0;pointer-events:none}"
                                    ".why{color:#556}.bad{color:#a11}</style>\n";

std::string cardHtml(const SheetCard &card, const std::string &file, const SheetWords &words) {
    std::string html = "<article><strong>" + escaped(card.name.empty() ? card.key : card.name) + "</strong><br>" + escaped(card.to);
    for (const EdgePerson &one : card.why)
        html += "<br><span class=\"why\">" + escaped(words(one.id, one.args)) + "</span>";
    if (card.error)
        return html + "<p class=\"bad\">" + escaped(words(card.error->id, card.error->args)) + "</p></article>\n";
    html += "<p><a href=\"" + file + "\">" + escaped(card.preview->subject) + "</a></p>";
    for (const FindingView &one : card.preview->findings)
        html += "<p class=\"bad\">" + escaped(words(one.id, one.args)) + "</p>";
    return html + "<iframe sandbox loading=\"lazy\" title=\"" + escaped(card.preview->subject) + "\" src=\"" + file + "\"></iframe></article>\n";
}

} // namespace

Result<std::vector<SheetCard>> contactSheet(Session &session, const model::EmailTemplate &email, const SheetOptions &options,
                                            const std::function<void(const SheetCard &card)> &each, const CancelToken &cancel) {
    if (options.people < 1 || options.people > kMost)
        return Error(ErrorKind::Invalid, "template.sheet_people").with("count", std::to_string(options.people));
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const auto chosen, choose(session, email, people, options, cancel));
    std::vector<SheetCard> cards;
    for (const Chosen &one : chosen) {
        TRY(cancel.check());
        SheetCard card;
        card.key = one.key;
        card.why = one.why;
        TRY_ASSIGN(const Ordinal person, people.find(one.key));
        TRY_ASSIGN(card.name, nameOf(people, person));
        TRY_ASSIGN(card.to, people.addressOf(person));
        auto preview = TemplateService(session).preview(email, one.key, options.instead);
        if (preview)
            card.preview = std::move(*preview);
        else
            card.error = preview.error();
        if (each)
            each(card);
        cards.push_back(std::move(card));
    }
    return cards;
}

Result<std::vector<std::string>> writeSheet(const std::vector<SheetCard> &cards, const std::string &title, const std::string &folder, const SheetWords &words) {
    namespace fs = std::filesystem;
    std::error_code failed;
    const fs::path place(folder);
    fs::create_directories(place, failed);
    if (!fs::is_directory(place, failed))
        return Error(ErrorKind::Io, "data.cannot_write").with("path", folder);
    std::string index = std::string(kHead) + std::string(kNothingElse) + "<title>" + escaped(title) + "</title>\n" + std::string(kStyle) + "</head><body><h1>" + escaped(title) +
                        "</h1>\n<main>\n";
    std::vector<std::string> paths{(place / "index.html").string()};
    for (std::size_t i = 0; i < cards.size(); ++i) {
        index += cardHtml(cards[i], numbered(i), words);
        if (!cards[i].preview)
            continue;
        TRY(write(place / numbered(i), cards[i].preview->html));
        paths.push_back((place / numbered(i)).string());
    }
    TRY(write(place / "index.html", index + "</main>\n</body></html>\n"));
    return paths;
}

} // namespace audience::service
