// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/phonesection.h"

#include "core/channels/dialling.h"
#include "core/people/phonenumber.h"
#include "ui/parts/announce.h"

#include <QCheckBox>
#include <QLineEdit>

namespace updesk
{

PhoneSection::PhoneSection()
    : ChannelSection(ChannelPart::Phone, "phone", tr("Phone"), tr("the store's own phone system")),
      m_dialBy(new Segments(tr("Numbers are dialled by"), {tr("Phone (tel:)"), tr("SIP (sip:)")})),
      m_domain(new QLineEdit),
      m_outside(new QLineEdit),
      m_socket(new QLineEdit),
      m_testTo(new QLineEdit),
      m_dial(new Button(tr("D&ial this number"))),
      m_group(new QCheckBox(tr("UpDesk's own group too")))
{
    m_dialBy->setObjectName(name("dialBy"));
    m_domain->setObjectName(name("sipDomain"));
    m_outside->setObjectName(name("outsideLine"));
    m_socket->setObjectName(name("socket"));
    m_group->setObjectName(name("forGroup"));
    m_group->setAccessibleName(m_group->text());
    buildDialling();
    buildSocket();
    addSave();
    for (QLineEdit *edit : {m_domain, m_outside, m_socket})
        connect(edit, &QLineEdit::textEdited, this, [this] {
            show();
            edited();
        });
    connect(m_dialBy, &Segments::chosen, this, [this] {
        show();
        edited();
    });
    connect(m_group, &QCheckBox::clicked, this, &PhoneSection::edited);
    show();
}

void PhoneSection::buildDialling()
{
    m_dialRow = addRow(tr("Numbers are dialled by"));
    m_dialRow->add(m_dialBy);
    m_domainRow = addRow(tr("Phone system"));
    m_domainRow->addEdit(m_domain);
    m_domainRow->setNote(tr("Its name, as in pbx.example.com."));
    m_outsideRow = addRow(tr("Outside line"));
    m_outsideRow->addEdit(m_outside);
    m_outsideRow->setNote(tr("What is dialled before a number, such as 9. Mostly nothing."));
    SettingRow *example = addRow(tr("For example"));
    m_example = example->addText();
    m_example->setObjectName(name("example"));
    example->setNote(tr("What the phone program of this desk gets for (404) 555-0117."));
    m_testTo->setObjectName(name("testTo"));
    m_testTo->setPlaceholderText(tr("Your own number"));
    m_dial->setObjectName(name("dial"));
    m_dial->setInBar();
    m_testRow = addRow(tr("Test call"));
    m_testRow->setObjectName(name("dialRow"));
    m_testRow->addEdit(m_testTo);
    m_testRow->add(m_dial);
    connect(m_testTo, &QLineEdit::textEdited, this, [this] {
        m_testRow->setNote({});
        m_testRow->setError({});
    });
    connect(m_dial, &Button::clicked, this, &PhoneSection::dial);
}

void PhoneSection::buildSocket()
{
    addHead(tr("Calls as they happen"), tr("a phone system on the same computer tells of them"));
    m_socketRow = addRow(tr("Socket"));
    m_socketRow->addEdit(m_socket);
    m_socketRow->setNote(tr("A path such as /run/updesk/phone. Empty: no phone system tells of calls."));
    m_groupRow = addRow(tr("May write there"));
    m_groupRow->add(m_group);
    m_socketTry = addTry(tr("Socket"), tr("&Test the socket"), "testSocket");
}

void PhoneSection::show()
{
    const PhoneSettings phone = typedPhone();
    setUsed(m_domainRow, phone.dialBy == DialBy::Sip);
    setUsed(m_groupRow, !phone.socket.isEmpty());
    setUsed(m_socketTry, !phone.socket.isEmpty());
    m_example->setText(dialLink(phone, QStringLiteral("+14045550117")));
}

void PhoneSection::fill()
{
    const PhoneSettings phone = saved().phone.value_or(PhoneSettings{});
    m_dialBy->setCurrent(int(phone.dialBy));
    m_domain->setText(phone.sipDomain);
    m_outside->setText(phone.outsideLine);
    m_socket->setText(phone.socket);
    m_group->setChecked(phone.forGroup);
    show();
}

PhoneSettings PhoneSection::typedPhone() const
{
    PhoneSettings phone;
    phone.dialBy = DialBy(m_dialBy->current());
    phone.sipDomain = m_domain->text().trimmed();
    phone.outsideLine = m_outside->text().trimmed();
    phone.socket = m_socket->text().trimmed();
    phone.forGroup = m_group->isChecked();
    return phone;
}

// A store that never said how it dials goes on without having said so.
ChannelSettings PhoneSection::typed() const
{
    ChannelSettings part;
    const PhoneSettings phone = typedPhone();
    if (saved().phone || phone != PhoneSettings{})
        part.phone = phone;
    return part;
}

void PhoneSection::showFault(const QString &place, const QString &words)
{
    const QString field = place.section(u'.', -1);
    const bool domain = field == QLatin1String("sipDomain"), outside = field == QLatin1String("outsideLine");
    SettingRow *row = domain ? m_domainRow : outside ? m_outsideRow : m_socketRow;
    row->setError(words);
    (domain ? m_domain : outside ? m_outside : m_socket)->setFocus(Qt::OtherFocusReason);
}

void PhoneSection::clearFaults()
{
    for (SettingRow *row : {m_domainRow, m_outsideRow, m_socketRow})
        row->setError({});
}

void PhoneSection::setReadOnly(bool readOnly)
{
    for (QLineEdit *edit : {m_domain, m_outside, m_socket})
        edit->setReadOnly(readOnly);
    m_dialBy->setEnabled(!readOnly);
    m_group->setEnabled(!readOnly);
    m_testTo->setEnabled(!readOnly);
    m_dial->setEnabled(!readOnly);
}

std::optional<Trial> PhoneSection::trial(int)
{
    ChannelSettings part;
    part.phone = typedPhone();
    return check(part) ? std::optional(Trial{PhoneTrial{*part.phone}, {}, {}, {}, {}}) : std::nullopt;
}

void PhoneSection::dial()
{
    m_testRow->setNote({}); // of the call before
    ChannelSettings part;
    part.phone = typedPhone();
    if (!check(part))
        return;
    const auto numbers = phonesIn(m_testTo->text(), facts().region);
    const QString to = numbers.size() == 1 ? numbers.front().e164 : QString();
    m_testRow->setError(to.isEmpty() ? tr("This is no phone number.") : QString());
    if (to.isEmpty())
        return m_testTo->setFocus(Qt::OtherFocusReason);
    Q_EMIT dialWanted(dialLink(*part.phone, to));
}

void PhoneSection::setDialled(bool did)
{
    const QString words = did
        ? tr("Handed to this desk's phone program. Look whether it rings.")
        : tr("This desk has no program for such calls: numbers are shown large, to be dialled by hand.");
    m_testRow->setNoteColour(did ? Colour::Good : Colour::Bad);
    m_testRow->setNote(words);
    announce(m_dial, words);
}

} // namespace updesk
