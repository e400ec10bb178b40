// What files of each tool look like and what their columns mean: tables, and no code that knows a tool. Columns are written
// as columnName() gives them; of several the first that a file has is taken.
#pragma once

#include "movein/tool.h"

#include <cstdint>
#include <span>

namespace audience::movein {

using Names = std::vector<std::string_view>;

// What a row says about a person, the gravest last. Implied: the tool wrote to them, and no yes is on record there.
enum class Standing : std::uint8_t { Silent, Implied, Agreed, Left, Blocked, Bounced, Complained };
std::string_view toText(Standing standing); // "silent", ...

struct Word {
    std::string_view text; // folded, as a cell holds it, or a part of it where the recipe says so
    Standing means;
};

struct Recipe {
    std::string_view id; // "mailchimp.unsubscribed"
    Tool tool = Tool::Mailchimp;
    FileKind kind = FileKind::People;
    Names needs = {};     // all of them
    Names oneOf = {};     // at least one of them; each counts for the tool. Empty: the name must fit
    Names named = {};     // parts of the file's path, folded; empty: any
    Names notNamed = {};
    bool nameIsEnough = false; // a fitting name stands in for oneOf

    // Of people and suppressions.
    Names key = {};           // who a row is about, beside the address
    Names email = {"email", "email_address"};
    Names state = {};         // says the standing in words
    std::vector<Word> words = {};
    Standing standing = Standing::Silent; // where no column says another
    Names blocked = {};       // not empty: never to be written to; its words say why
    std::vector<Word> blockWords = {};
    Names agreedAt = {}, leftAt = {};     // the first that is filled
    bool leftAtMeansLeft = false;         // one that is filled says that the person left
    Names bouncedAt = {}, complainedAt = {};
    Names source = {};
    std::vector<std::string_view> prefixes = {}; // of columns, that go: "custom_attributes_"
    Names leaveOut = {};                         // columns of the tool's own that mean nothing elsewhere; a trailing * stands for any end

    // Of history.
    Names event = {}; // says what happened
    Names time = {}, campaign = {}, message = {}, link = {}, machine = {};
    bool isWide = false; // a column of its own for each event, with its time
};

std::span<const Recipe> recipes();
const Recipe *recipeById(std::string_view id);

enum class PastKind : std::uint8_t { Sent, Delivered, Opened, Clicked, Bounced, HardBounced, Complained, Unsubscribed };
std::string_view toText(PastKind kind); // as messages' facts are called; both bounces "bounced"
// "Opened Email", "users.messages.email.Open", "email_opened", "open"; nothing for other words.
std::optional<PastKind> pastKindFromText(std::string_view text);
// Words for events that are of no email or not of what is kept: they are counted by what they are.
bool isOfEmail(std::string_view text);

} // namespace audience::movein
