// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/textsection.h"

#include "core/people/phonenumber.h"
#include "ui/parts/channelwords.h"

#include <QCheckBox>
#include <QIntValidator>
#include <QLineEdit>
#include <QRandomGenerator>

namespace updesk
{

static constexpr qsizetype kShortestToken = 16;

TextSection::TextSection()
    : ChannelSection(ChannelPart::Text, "text", tr("Text messages"), tr("the store's own account with a provider")),
      m_on(new QCheckBox(tr("By this account"))),
      m_listens(new QCheckBox(tr("At this computer"))),
      m_signed(new QCheckBox(tr("Requests must be signed"))),
      m_form(new Segments(tr("Kind of provider"), {tr("Kannel"), tr("Account and token")}))
{
    buildAccount();
    buildListener();
    addSave();
    for (const Line &line : m_lines)
        connect(line.edit, &QLineEdit::textEdited, this, &TextSection::edited);
    for (const SecretRow *secret : {m_secret, m_token})
        connect(secret->edit(), &QLineEdit::textEdited, this, &TextSection::edited);
    for (QCheckBox *box : {m_on, m_listens, m_signed})
        connect(box, &QCheckBox::clicked, this, [this] {
            showUsed();
            edited();
        });
    connect(m_form, &Segments::chosen, this, [this] {
        if (isKannel())
            m_listens->setChecked(true); // it cannot be asked
        showForm();
        showUsed();
        edited();
    });
    connect(m_make, &Button::clicked, this, &TextSection::makeToken);
    showForm();
    showUsed();
}

QLineEdit *TextSection::addLine(const char *field, const QString &label, const QString &note)
{
    SettingRow *row = addRow(label);
    QLineEdit *edit = row->addEdit(new QLineEdit);
    edit->setObjectName(name(field));
    row->setNote(note);
    m_lines.push_back({field, row, edit});
    return edit;
}

void TextSection::buildAccount()
{
    m_on->setObjectName(name("on"));
    m_on->setAccessibleName(tr("Send and receive texts by this account"));
    addRow(tr("Texts"))->add(m_on);
    m_formRow = addRow(tr("Kind of provider"));
    m_form->setObjectName(name("form"));
    m_formRow->add(m_form);
    m_url = addLine("url", tr("Address"));
    m_account = addLine("account", tr("Account"));
    m_secret = new SecretRow(addRow(tr("Token")), name("secret"));
    m_secret->edit()->setAccessibleName(tr("Token or password"));
    m_from = addLine("from", tr("The store's number"), tr("In full, as in +14045550100."));
    m_ca = addLine("ca", tr("Own authority"),
        tr("Only for a server with a certificate of its own making: the file of who signed it."));
    m_header = addLine("clientHeader", tr("Header for our id"),
        tr("By it the provider knows a text that is sent twice and delivers it once. Empty: it knows none."));
    m_triesRows.push_back(addTry(tr("Account"), tr("&Test the account"), "testAccount"));
    m_testTo = new QLineEdit;
    m_testTo->setObjectName(name("testTo"));
    m_testTo->setAccessibleName(tr("Number for a test text"));
    m_testTo->setPlaceholderText(tr("your own number"));
    m_triesRows.push_back(addTry(tr("Test text"), tr("Send a test te&xt"), "send", m_testTo));
}

void TextSection::buildListener()
{
    addHead(tr("Coming in"), tr("texts and reports that the provider brings here"));
    m_listens->setObjectName(name("listens"));
    m_listens->setAccessibleName(tr("This computer takes what the provider brings"));
    m_listenRow = addRow(tr("Listener"));
    m_listenRow->add(m_listens);
    m_port = addLine("listener.port", tr("Port"), tr("On this computer only. Empty: any that is free."));
    m_port->setValidator(new QIntValidator(0, 65'535, m_port));
    m_token = new SecretRow(addRow(tr("Listener's token")), name("token"));
    m_token->edit()->setAccessibleName(tr("Listener's token"));
    m_token->setAdvice(tr("The provider shows it with all it brings; it is entered there too."));
    m_make = m_token->row()->add(new Button(tr("Make one")));
    m_make->setInBar();
    m_make->setObjectName(name("makeToken"));
    m_make->setAccessibleName(tr("Make a token for the listener"));
    m_callback = addLine("callbackUrl", tr("Reached at"));
    connect(m_callback, &QLineEdit::textEdited, this, &TextSection::showUsed);
    m_signed->setObjectName(name("signed"));
    m_signed->setAccessibleName(tr("What the provider brings must bear its signature"));
    m_signedRow = addRow(tr("Signature"));
    m_signedRow->add(m_signed);
    m_signedRow->setNote(tr("By the account's token and this address. A wrong one is refused in any case."));
}

SettingRow *TextSection::rowOf(const QLineEdit *edit) const
{
    return std::ranges::find(m_lines, edit, &Line::edit)->row;
}

void TextSection::showForm()
{
    const bool kannel = isKannel();
    rowOf(m_url)->setNote(kannel ? tr("Of sendsms, as in http://127.0.0.1:13013/cgi-bin/sendsms.")
                                 : tr("Everything before /Accounts/, as in https://api.example.com/2010-04-01."));
    rowOf(m_account)->setLabel(kannel ? tr("User") : tr("Account"));
    m_secret->row()->setLabel(kannel ? tr("Password") : tr("Token"));
    m_listenRow->setNote(kannel ? tr("Kannel cannot be asked: what it cannot bring here is lost.")
                                : tr("Off: the provider is asked for what came in."));
    rowOf(m_callback)
        ->setNote(kannel ? tr("Where Kannel brings its reports, as in http://127.0.0.1:9080. Empty: there are none.")
                         : tr("How the provider reaches this computer from outside, as in https://texts.example.com."));
}

void TextSection::showUsed()
{
    const bool on = m_on->isChecked(), listens = on && m_listens->isChecked();
    for (const Line &line : m_lines)
        setUsed(line.row,
            line.edit == m_port || line.edit == m_callback ? listens
                : line.edit == m_header                    ? on && !isKannel()
                                                           : on);
    for (SettingRow *row : {m_formRow, m_secret->row(), m_listenRow})
        setUsed(row, on);
    for (SettingRow *row : m_triesRows)
        setUsed(row, on);
    setUsed(m_token->row(), listens);
    setUsed(m_signedRow, listens && canBeSigned());
}

// What is signed is the address by which the provider comes.
bool TextSection::canBeSigned() const { return !isKannel() && !m_callback->text().trimmed().isEmpty(); }

// Shown at once: whoever made it has to enter it at the provider.
void TextSection::makeToken()
{
    static constexpr char kLetters[] = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    QString token;
    while (token.size() < 32)
        token += QLatin1Char(kLetters[QRandomGenerator::system()->bounded(int(sizeof kLetters) - 1)]);
    m_token->edit()->setText(token);
    m_token->edit()->showWords();
    m_token->edit()->setFocus(Qt::OtherFocusReason);
    edited();
}

void TextSection::fill()
{
    const TextSettings text = saved().text.value_or(TextSettings{});
    m_on->setChecked(saved().text.has_value());
    m_form->setCurrent(text.form == TextForm::Kannel ? 0 : 1);
    m_url->setText(text.url);
    m_account->setText(text.account);
    m_from->setText(text.from);
    m_ca->setText(text.caFile);
    m_header->setText(text.clientHeader);
    m_listens->setChecked(text.listener.has_value());
    m_port->setText(text.listener && text.listener->port > 0 ? QString::number(text.listener->port) : QString());
    m_callback->setText(text.callbackUrl);
    m_signed->setChecked(
        text.signedOnly || text.callbackUrl.isEmpty()); // whoever enters the address now has it checked
    showForm();
    showUsed();
}

TextSettings TextSection::typedText() const
{
    TextSettings text = saved().text.value_or(TextSettings{});
    text.form = isKannel() ? TextForm::Kannel : TextForm::Account;
    text.url = m_url->text().trimmed();
    text.account = m_account->text().trimmed();
    if (text.secret.isEmpty())
        text.secret = secretName("texts");
    text.from = m_from->text().trimmed();
    text.caFile = m_ca->text().trimmed();
    text.callbackUrl = m_callback->text().trimmed();
    text.clientHeader = m_header->text().trimmed();
    text.signedOnly = m_listens->isChecked() && canBeSigned() && m_signed->isChecked();
    if (!m_listens->isChecked()) {
        text.listener.reset();
        return text;
    }
    ListenerSettings listener = text.listener.value_or(ListenerSettings{});
    listener.port = m_port->text().toInt();
    if (listener.secret.isEmpty())
        listener.secret = secretName("text-listener");
    text.listener = listener;
    return text;
}

ChannelSettings TextSection::typed() const
{
    ChannelSettings part;
    if (m_on->isChecked())
        part.text = typedText();
    return part;
}

std::vector<TypedSecret> TextSection::typedSecrets() const
{
    std::vector<TypedSecret> secrets;
    if (!m_on->isChecked())
        return secrets;
    const TextSettings text = typedText();
    if (const QByteArray secret = m_secret->typed(); !secret.isEmpty())
        secrets.push_back({text.secret, secret});
    if (const QByteArray token = m_token->typed(); text.listener && !token.isEmpty())
        secrets.push_back({text.listener->secret, token});
    return secrets;
}

std::optional<std::pair<QString, QString>> TextSection::missing() const
{
    if (!m_on->isChecked())
        return std::nullopt;
    const TextSettings text = typedText();
    const QStringList kept = secretNames();
    const QString token = QString::fromUtf8(m_token->typed()), place = QStringLiteral("text.listener.secret");
    if (m_secret->typed().isEmpty() && !kept.contains(text.secret))
        return std::pair(QStringLiteral("text.secret"), ChannelWords::field(QStringLiteral("text.secret")));
    const bool lacks = text.listener && token.isEmpty() && !kept.contains(text.listener->secret);
    const bool wrong = text.listener && !token.isEmpty() && (token.size() < kShortestToken || !isTextId(token));
    if (lacks || wrong)
        return std::pair(place, ChannelWords::field(place));
    return std::nullopt;
}

QStringList TextSection::secretNames() const
{
    QStringList names;
    if (saved().text)
        names << saved().text->secret;
    if (saved().text && saved().text->listener)
        names << saved().text->listener->secret;
    return names;
}

void TextSection::setKept(const QMap<QString, SecretKept> &kept)
{
    const TextSettings text = saved().text.value_or(TextSettings{});
    m_secret->setKept(kept.value(text.secret, SecretKept::Unknown));
    m_token->setKept(text.listener ? kept.value(text.listener->secret, SecretKept::Unknown) : SecretKept::Unknown);
}

void TextSection::clearSecrets()
{
    m_secret->clear();
    m_token->clear();
}

void TextSection::showFault(const QString &place, const QString &words)
{
    const QString field = place.section(u'.', 1);
    if (field == QLatin1String("listener")) {
        m_listenRow->setError(words);
        return m_listens->setFocus(Qt::OtherFocusReason);
    }
    if (field == QLatin1String(kSignedPart)) {
        m_signedRow->setError(words);
        return m_signed->setFocus(Qt::OtherFocusReason);
    }
    if (field == QLatin1String("secret") || field == QLatin1String("listener.secret")) {
        const SecretRow *row = field == QLatin1String("secret") ? m_secret : m_token;
        row->row()->setError(words, row->edit());
        return row->edit()->setFocus(Qt::OtherFocusReason);
    }
    for (const Line &line : m_lines) {
        if (field != QLatin1String(line.field))
            continue;
        line.row->setError(words);
        line.edit->setFocus(Qt::OtherFocusReason);
    }
}

void TextSection::clearFaults()
{
    for (const Line &line : m_lines)
        line.row->setError({});
    for (SettingRow *row : {m_listenRow, m_signedRow, m_secret->row(), m_token->row()})
        row->setError({});
}

void TextSection::setReadOnly(bool readOnly)
{
    for (const Line &line : m_lines)
        line.edit->setReadOnly(readOnly);
    m_secret->setReadOnly(readOnly);
    m_token->setReadOnly(readOnly);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_on, m_form, m_listens, m_signed, m_make})
        widget->setEnabled(!readOnly);
}

std::optional<Trial> TextSection::trial(int index)
{
    ChannelSettings part;
    part.text = typedText();
    if (!check(part))
        return std::nullopt;
    Trial wanted{*part.text, m_secret->typed(), m_token->typed(), {}, {}};
    if (index != SendText)
        return wanted;
    const auto numbers = phonesIn(m_testTo->text(), facts().region);
    const QString to = numbers.size() == 1 ? numbers.front().e164 : QString();
    m_triesRows.back()->setError(to.isEmpty() ? tr("This is no phone number.") : QString());
    if (to.isEmpty()) {
        m_testTo->setFocus(Qt::OtherFocusReason);
        return std::nullopt;
    }
    wanted.text.emplace();
    wanted.text->to = to;
    return wanted;
}

} // namespace updesk
