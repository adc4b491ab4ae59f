// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/accounttexts.h"

#include "core/channels/kannel.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QUrl>

#include <algorithm>
#include <array>

namespace updesk
{

namespace
{

constexpr int kMostPages = 200;
constexpr qsizetype kLongestText = 10'000;
constexpr Time kOverlap = kHour; ///< providers list a text a while after they stamped it
constexpr Time kNear = 10 * kMinute;
constexpr Time kClocks = 5 * kSecond; ///< theirs behind ours

constexpr std::array kFates{std::pair{"accepted", TextFate::Waiting}, std::pair{"scheduled", TextFate::Waiting},
    std::pair{"queued", TextFate::Waiting}, std::pair{"sending", TextFate::Waiting},
    std::pair{"sent", TextFate::Passed}, std::pair{"delivered", TextFate::Delivered},
    std::pair{"read", TextFate::Delivered}, std::pair{"undelivered", TextFate::Failed},
    std::pair{"failed", TextFate::Failed}, std::pair{"canceled", TextFate::Failed}};

Error invalid(const char *subject) { return {Error::Code::Invalid, QString::fromLatin1(subject), {}}; }

Time timeOf(const QJsonObject &message, const char *name)
{
    const QDateTime moment = QDateTime::fromString(message.value(QLatin1String(name)).toString(), Qt::RFC2822Date);
    return moment.isValid() ? moment.toMSecsSinceEpoch() : 0;
}

QByteArray dayOf(Time moment)
{
    return QDateTime::fromMSecsSinceEpoch(moment, Qt::UTC).date().toString(Qt::ISODate).toLatin1();
}

Result<TextReport> reportOf(const QString &sid, const QString &status, int code)
{
    if (!isTextId(sid))
        return invalid("report.id");
    for (const auto &[word, fate] : kFates) {
        if (status == QLatin1String(word))
            return TextReport{{}, sid, fate, code, {}};
    }
    return invalid("report.status");
}

bool isInbound(const QJsonObject &message)
{
    return message.value(QLatin1String("direction")).toString().startsWith(QLatin1String("inbound"));
}

constexpr int kMostMedia = 10;
constexpr qsizetype kLongestUrl = 500;

// Pictures stay at the provider: under the words stands where.
QString withMedia(const QString &words, const QStringList &urls)
{
    QString body = words.left(kLongestText);
    body.remove(QChar::Null);
    for (const QString &url : urls) {
        const QUrl read(url, QUrl::StrictMode);
        if (url.size() <= kLongestUrl && read.isValid() && read.scheme().startsWith(QLatin1String("http")))
            body += (body.isEmpty() ? QString() : QStringLiteral("\n")) + QString::fromLatin1(read.toEncoded());
    }
    return body;
}

InboundText inboundOf(const QJsonObject &message, const QByteArray &base)
{
    const auto text = [&](const char *name) { return message.value(QLatin1String(name)).toString(); };
    const Time sent = timeOf(message, "date_sent");
    QStringList media;
    if (text("num_media").toInt() > 0 && isTextId(text("sid")))
        media << QString::fromLatin1(base) + QStringLiteral("/Messages/") + text("sid") + QStringLiteral("/Media");
    return {text("sid"), numberOf(text("from")), numberOf(text("to")), withMedia(text("body"), media),
        sent > 0 ? sent : timeOf(message, "date_created")};
}

bool mayBe(const QJsonObject &message, const SentText &sent)
{
    const auto text = [&](const char *name) { return message.value(QLatin1String(name)).toString(); };
    const Time made = timeOf(message, "date_created");
    const bool near = made >= sent.began - kClocks && made <= sent.began + kNear;
    return near && !isInbound(message) && text("body") == sent.body && !sent.others.contains(text("sid"));
}

QJsonObject objectIn(const QByteArray &body) { return QJsonDocument::fromJson(body).object(); }

} // namespace

AccountTexts::AccountTexts(TextSettings settings, QByteArray secret, QByteArray token, Patience patience)
    : m_settings(std::move(settings)), m_secret(std::move(secret)), m_token(std::move(token)), m_patience(patience)
{
}

QByteArray AccountTexts::base() const
{
    return m_settings.url.toUtf8() + "/Accounts/" + QUrl::toPercentEncoding(m_settings.account);
}

HttpCall AccountTexts::call(const QByteArray &path) const
{
    HttpCall call;
    call.url = path;
    call.user = m_settings.account;
    call.password = m_secret;
    call.caFile = m_settings.caFile;
    call.patience = m_patience;
    return call;
}

HandOver AccountTexts::send(const TextDraft &draft)
{
    if (!isTextId(draft.id) || draft.body.isEmpty() || draft.body.size() > kLongestText)
        return HandOver::refused(invalid(isTextId(draft.id) ? "text" : "id"), true);
    if (!isTextNumber(draft.to))
        return HandOver::refused(invalid("to"), true);
    HttpCall post = call(base() + "/Messages.json");
    post.posts = true;
    post.form = {{"To", draft.to.toLatin1()}, {"From", m_settings.from.toLatin1()}, {"Body", draft.body.toUtf8()}};
    if (!m_settings.clientHeader.isEmpty())
        post.headers.push_back(m_settings.clientHeader.toLatin1() + ": " + draft.id.toLatin1());
    if (!m_settings.callbackUrl.isEmpty())
        post.form.emplace_back("StatusCallback",
            m_settings.callbackUrl.toUtf8() + "/account/status?"
                + formText({{"token", m_token}, {"id", draft.id.toLatin1()}}));
    const HttpAnswer answer = callHttp(post);
    const QJsonObject said = objectIn(answer.body);
    const QString sid = said.value(QLatin1String("sid")).toString();
    HandOver over = outcomeOf(answer);
    if (answer.status >= 200 && answer.status < 300 && isTextId(sid))
        over = HandOver::accepted(sid);
    const int code = said.value(QLatin1String("code")).toInt(said.value(QLatin1String("error_code")).toInt());
    const QString words = said.value(QLatin1String("message")).toString();
    return over.withAnswer(code != 0 ? code : answer.status, words.isEmpty() ? over.said : saidPlainly(words.toUtf8()));
}

Result<QJsonObject> AccountTexts::ask(const QByteArray &url) const
{
    const HttpAnswer answer = callHttp(call(url));
    if (answer.status != 200)
        return errorOf(answer);
    QJsonParseError wrong;
    const QJsonDocument document = QJsonDocument::fromJson(answer.body, &wrong);
    if (!document.isObject())
        return Error{Error::Code::Damaged, QStringLiteral("answer"), QStringLiteral("json")};
    return document.object();
}

Result<TextReport> AccountTexts::find(const SentText &sent)
{
    const Error none{Error::Code::NotFound, QStringLiteral("text"), {}};
    if (isTextId(sent.providerId)) {
        const auto message = ask(base() + "/Messages/" + sent.providerId.toLatin1() + ".json");
        if (!message && message.error().detail == QLatin1String("http_404"))
            return none;
        auto report = message ? accountReport(*message) : Result<TextReport>(message.error());
        if (report)
            report->id = sent.id;
        return report;
    }
    const auto page = ask(base() + "/Messages.json?"
        + formText({{"To", sent.to.toLatin1()}, {"From", m_settings.from.toLatin1()},
            {"DateSent>", dayOf(sent.began - kDay)}, {"PageSize", "1000"}}));
    if (!page)
        return page.error();
    const QJsonArray messages = page->value(QLatin1String("messages")).toArray();
    std::vector<QJsonObject> found;
    for (const QJsonValue &one : messages) {
        if (mayBe(one.toObject(), sent))
            found.push_back(one.toObject());
    }
    if (found.size() != 1) // of two like it nobody can say which it is: a person's word is the better one
        return none;
    auto report = accountReport(found.front());
    if (report)
        report->id = sent.id;
    return report;
}

Result<void> AccountTexts::test()
{
    const auto account = ask(base() + ".json");
    if (!account)
        return account.error();
    const QString status = account->value(QLatin1String("status")).toString(QStringLiteral("active"));
    return status == QLatin1String("active") ? Result<void>()
                                             : Error{Error::Code::Denied, QStringLiteral("account"), {}};
}

/// The way to the next page. It comes from the server and carries our secret, so it must lead to the same place.
Result<std::optional<QByteArray>> AccountTexts::nextPage(const QJsonObject &page) const
{
    const QString next = page.value(QLatin1String("next_page_uri")).toString();
    if (next.isEmpty())
        return std::optional<QByteArray>();
    const QUrl here(m_settings.url, QUrl::StrictMode);
    const QUrl there = here.resolved(QUrl(next, QUrl::StrictMode));
    if (!there.isValid() || there.scheme() != here.scheme() || there.authority() != here.authority())
        return Error{Error::Code::Damaged, QStringLiteral("answer"), QStringLiteral("next_page")};
    return std::optional<QByteArray>(there.toEncoded());
}

// A mark from the future was set while a clock was wrong: what came meanwhile was passed over, and is read again. What
// is known is known by its id.
Result<TextBatch> AccountTexts::fetch(const TextMark &mark, Time now)
{
    const Time from = mark.upTo > now ? now - kDay : mark.upTo - kOverlap;
    TextBatch batch;
    batch.next.upTo = std::min(mark.upTo, now);
    std::optional<QByteArray> url = base() + "/Messages.json?"
        + formText({{"To", m_settings.from.toLatin1()}, {"DateSent>", dayOf(from - kDay)}, {"PageSize", "100"}});
    for (int pages = 0; url; ++pages) {
        if (pages == kMostPages)
            return Error{Error::Code::Failed, QStringLiteral("texts"), QStringLiteral("too_many")};
        const auto page = ask(*url);
        const auto next = page ? nextPage(*page) : Result<std::optional<QByteArray>>(page.error());
        if (!next)
            return next.error();
        url = *next;
        const QJsonArray messages = page->value(QLatin1String("messages")).toArray();
        for (const QJsonValue &one : messages) {
            InboundText text = inboundOf(one.toObject(), base());
            if (!isInbound(one.toObject()) || !isTextId(text.providerId) || text.from.isEmpty())
                continue;
            if (text.at > 0 && text.at < from) {
                url.reset();
                break;
            }
            batch.next.upTo = std::max(batch.next.upTo, std::min(text.at, now));
            batch.texts.push_back(std::move(text));
        }
    }
    std::ranges::stable_sort(batch.texts, {}, &InboundText::at);
    QSet<QString> known(mark.seen.begin(), mark.seen.end());
    std::erase_if(batch.texts, [&](const InboundText &text) {
        const bool near = text.at == 0 || text.at >= batch.next.upTo - kOverlap;
        if (near && !batch.next.seen.contains(text.providerId))
            batch.next.seen << text.providerId;
        const bool again = known.contains(text.providerId);
        known.insert(text.providerId);
        return again;
    });
    return batch;
}

Result<TextReport> accountReport(const QJsonObject &message)
{
    auto report = reportOf(message.value(QLatin1String("sid")).toString(),
        message.value(QLatin1String("status")).toString(), message.value(QLatin1String("error_code")).toInt());
    if (report)
        report->said = saidPlainly(message.value(QLatin1String("error_message")).toString().toUtf8());
    return report;
}

Result<InboundText> accountText(const FormFields &form)
{
    InboundText text;
    text.providerId = QString::fromLatin1(fieldOf(form, "MessageSid"));
    text.from = numberOf(QString::fromUtf8(fieldOf(form, "From")));
    text.to = numberOf(QString::fromUtf8(fieldOf(form, "To")));
    QStringList media;
    for (int i = 0; i < std::clamp(fieldOf(form, "NumMedia").toInt(), 0, kMostMedia); ++i)
        media << QString::fromUtf8(fieldOf(form, ("MediaUrl" + QByteArray::number(i)).constData()));
    text.body = withMedia(QString::fromUtf8(fieldOf(form, "Body")), media);
    if (!isTextId(text.providerId))
        return invalid("text.id");
    return text.from.isEmpty() ? Result<InboundText>(invalid("text.from")) : text;
}

Result<TextReport> accountCallback(const FormFields &query, const FormFields &form)
{
    auto report = reportOf(QString::fromLatin1(fieldOf(form, "MessageSid")),
        QString::fromLatin1(fieldOf(form, "MessageStatus")), fieldOf(form, "ErrorCode").toInt());
    if (!report)
        return report;
    report->id = QString::fromLatin1(fieldOf(query, "id"));
    return report->id.isEmpty() || isTextId(report->id) ? report : Result<TextReport>(invalid("report.id"));
}

} // namespace updesk
