// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/accounttexts.h"
#include "core/channels/httprequest.h"
#include "core/channels/imapanswer.h"
#include "core/channels/kannel.h"
#include "core/channels/linktracks.h"
#include "core/channels/mailnotice.h"
#include "core/channels/phonecall.h"

#include <cstddef>
#include <cstdint>

using namespace updesk;

// What is reported: by a mail server, by a phone system, by a text provider, by an IMAP server.
static void readMails(const QByteArray &bytes)
{
    const MailNotice notice = readMailNotice(bytes);
    if (notice.notes.size() > 200 || (notice.kind != MailNotice::Kind::Delivery && !notice.notes.empty()))
        __builtin_trap();
    for (const DeliveryNote &note : deliveryNotes(bytes)) {
        if (note.address.isEmpty() || (note.permanent && note.fate != DeliveryNote::Fate::Failed))
            __builtin_trap();
    }
}

static void readCalls(const QByteArray &bytes)
{
    OpenCalls calls;
    Time now = 1'773'324'000'000;
    for (const QByteArray &line : bytes.split('\n')) {
        const auto event = phoneEventIn(line, QStringLiteral("US"));
        const auto call = event ? calls.take(*event, now += kSecond) : Result<std::optional<PhoneCall>>(event.error());
        // No call ends before it was answered, nor is answered before it rang.
        if (call && *call
            && ((*call)->seconds < 0 || (*call)->seconds > kLongestCall || (*call)->rangAt > (*call)->endedAt))
            __builtin_trap();
    }
    const auto table = phoneTableIn(bytes, QTimeZone::utc(), QStringLiteral("US"));
    if (table) {
        for (const PhoneCall &call : table->calls) {
            if (call.id.isEmpty() || call.rangAt <= 0 || call.seconds < 0)
                __builtin_trap();
        }
    }
}

static void readTexts(const QByteArray &bytes)
{
    const HttpRequestRead read = readHttpRequest(bytes);
    const FormFields fields = read.request ? read.request->query : formFields(bytes);
    const auto text = kannelText(fields);
    const auto report = kannelReport(fields);
    const auto posted = accountCallback(fields, read.request ? read.request->form : fields);
    if ((text && text->from.isEmpty()) || (report && !isTextId(report->id))
        || (posted && !isTextId(posted->providerId)))
        __builtin_trap();
}

// What is asked for where the links of our mails lead, and the HTML that they stand in.
static void readLinks(const QByteArray &bytes)
{
    const HttpRequestRead read = readHttpRequest(bytes, HttpMethods::GetAndHead);
    if (read.request && (read.request->posts || !read.request->form.empty()))
        __builtin_trap();
    const QByteArray key(kLinkKeyBytes, 'k');
    const QByteArray token = read.request ? read.request->path.mid(3) : bytes;
    if (const auto named = linkTokenIn(token); named && isSealedBy(*named, key))
        __builtin_trap(); // nobody guesses
    const QString words = QString::fromUtf8(bytes);
    const LinkWay way{QStringLiteral("https://go.store.example"), {}, key, {}, linksOfHtml(words)};
    const TrackedHtml html = trackedHtml(words, way);
    for (const QString &target : html.targets) {
        if (target.contains(u'\r') || target.contains(u'\n') || !target.startsWith(QLatin1String("http")))
            __builtin_trap();
    }
    if (html.targets.size() > kMostLinks || htmlOfPlain(words, linksOfPlain(words)).contains(QLatin1String("<script")))
        __builtin_trap();
}

static void readAnswers(const QByteArray &bytes)
{
    ImapReader reader(10'000, 100'000);
    reader.feed(bytes);
    for (;;) {
        const auto answer = reader.next();
        if (!answer || !*answer)
            return;
        (void)fetchedIn(**answer);
        (void)foundIn(**answer);
        (void)codeIn((*answer)->line, "UIDNEXT");
    }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    readMails(bytes);
    readCalls(bytes);
    readTexts(bytes);
    readLinks(bytes);
    readAnswers(bytes);
    return 0;
}
