package org.ctibar.gateway;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What mod_xml_curl understands. Pure.
 *
 * <p>FreeSWITCH lets everybody in as a user whose document holds no password (sofia_reg.c, allow_empty_password), and
 * which of them it checks with is not certain from its question: so each one holds it. It drops whole lines, such as
 * that of the XML declaration and any in which it sees a word of its preprocessor (switch_xml.c, preprocess): so every
 * element has its own. Source: FreeSWITCH 1.11.
 */
final class DirectoryDocument {
  private static final String DIAL_STRING =
      "{^^:sip_invite_domain=${dialed_domain}:presence_id=${dialed_user}@${dialed_domain}}"
          + "${sofia_contact(*/${dialed_user}@${dialed_domain})}";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private DirectoryDocument() throws XMLStreamException {
    xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
  }

  /** FreeSWITCH goes on with the next gateway, and then with its own files. */
  static String notFound() {
    return document("result", document -> document.empty("result", "status", "not found"));
  }

  /**
   * @param domain as FreeSWITCH spells it: it looks for that
   * @param ha1 of that phone
   * @param context of the dialplan
   */
  static String of(String domain, Phone phone, String ha1, String context) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("a1-hash", ha1);
    params.put("allow-empty-password", "false");
    params.put("dial-string", DIAL_STRING);
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("user_context", context);
    variables.put("effective_caller_id_name", phone.name());
    variables.put("effective_caller_id_number", phone.extension());
    return document("directory", document -> {
      document.open("domain", "name", domain);
      document.open("groups");
      document.open("group", "name", "ctibar");
      document.open("users");
      document.open("user", "id", phone.extension());
      document.pairs("params", "param", params);
      document.pairs("variables", "variable", variables);
    });
  }

  private interface Content {
    void write(DirectoryDocument document) throws XMLStreamException;
  }

  private static String document(String section, Content content) {
    try {
      DirectoryDocument document = new DirectoryDocument();
      document.xml.writeStartDocument("UTF-8", "1.0");
      document.open("document", "type", "freeswitch/xml");
      document.open("section", "name", section);
      content.write(document);
      document.xml.writeEndDocument();
      return document.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private void open(String element) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(element);
  }

  private void open(String element, String attribute, String value) throws XMLStreamException {
    open(element);
    xml.writeAttribute(attribute, value);
  }

  private void empty(String element, String attribute, String value) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeEmptyElement(element);
    xml.writeAttribute(attribute, value);
  }

  private void pairs(String list, String element, Map<String, String> values)
      throws XMLStreamException {
    open(list);
    for (Map.Entry<String, String> value : values.entrySet()) {
      empty(element, "name", value.getKey());
      xml.writeAttribute("value", value.getValue());
    }
    xml.writeEndElement();
  }
}
