// The style sheets of an email written into the style attributes of its elements, for mailboxes that
// read nothing else. Every byte that is not such a style stays as it is: the text is edited at places,
// never written anew, and Liquid in it is not touched. Stateless, any thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace audience::email {

struct InlineOptions {
    bool keepsRules = false; // the rules that were moved stay in <style>, too
    bool mirrors = true;     // width, height, bgcolor, align and valign for Outlook, where they are absent
};

struct InlinedHtml {
    std::string html;
    std::size_t elements = 0; // that were given a style
    std::size_t moved = 0;    // rules
    std::size_t kept = 0;     // rules that can only stand in <style>: @media, @font-face, :hover, ...
};

// A rule that the elements in a comment for Outlook may need stays in its sheet, too; a sheet that Outlook is not to read
// ([if !mso]) stays whole. What a kept rule says of the same property wins over a style attribute only with !important: a
// rule of @media, :hover and the like needs it, as it does in every email whose styles are inline.
// What a style attribute said already wins over the sheet, except where the sheet says !important.
// A document without a sheet comes back as it is. Errors: email.html_too_complex.
Result<InlinedHtml> inlineCss(std::string_view html, InlineOptions options = {});

} // namespace audience::email
