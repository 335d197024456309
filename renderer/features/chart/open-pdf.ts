import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker';

/**
 * Opens a PDF for drawing only: scripts in it never run (the scripting package is not part of the application), nothing
 * is evaluated, and no font or picture is fetched. The compatibility build, because the oldest supported Chromium
 * lacks what the other one uses.
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  GlobalWorkerOptions.workerPort ??= new PdfWorker();
  return getDocument({
    // The worker takes the buffer over, so it gets a copy.
    data: Uint8Array.from(bytes),
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    useSystemFonts: true,
    disableAutoFetch: true,
    stopAtErrors: false,
  }).promise;
}
