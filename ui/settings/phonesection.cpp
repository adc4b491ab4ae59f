// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/phonesection.h"

#include "core/channels/dialling.h"

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
      m_group(new QCheckBox(tr("UpDesk's own group too")))
{
    m_dialBy->setObjectName(name("dialBy"));
    m_domain->setObjectName(name("sipDomain"));
    m_outside->setObjectName(name("outsideLine"));
    m_socket->setObjectName(name("socket"));
    m_group->setObjectName(name("forGroup"));
    m_group->setAccessibleName(m_group->text());
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
    addHead(tr("Calls as they happen"), tr("a phone system on the same computer tells of them"));
    m_socketRow = addRow(tr("Socket"));
    m_socketRow->addEdit(m_socket);
    m_socketRow->setNote(tr("A path such as /run/updesk/phone. Empty: no phone system tells of calls."));
    m_groupRow = addRow(tr("May write there"));
    m_groupRow->add(m_group);
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

void PhoneSection::show()
{
    const PhoneSettings phone = typedPhone();
    setUsed(m_domainRow, phone.dialBy == DialBy::Sip);
    setUsed(m_groupRow, !phone.socket.isEmpty());
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
}

} // namespace updesk
